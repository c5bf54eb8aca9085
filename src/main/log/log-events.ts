// Writes into the log what the app does: its config by path and counts, its server by its state.
import type { ServerState } from '../../shared/server.ts'
import type { Services } from '../api/services.ts'

type Config = Services['config']

/** Returns the function to be told of the server's states. */
export function logEvents(
  { config }: { config: Pick<Config, 'path' | 'running' | 'problems' | 'onChange'> },
  info: (what: string) => void,
): (state: ServerState) => void {
  let path: string | null = null
  let running: Config['running'] | null = null
  let errors = 0
  const tellConfig = () => {
    const now = config.problems.filter(({ severity }) => severity === 'error').length
    if (config.path !== path || config.running !== running) {
      info(`Config ${config.path}: ${config.running.routes.length} routes are served`)
    }
    // While somebody types, only the first error and the last one say something.
    if (now > 0 !== errors > 0)
      info(now > 0 ? `Config ${config.path}: not valid, errors: ${now}` : 'Config: valid again')
    path = config.path
    running = config.running
    errors = now
  }
  tellConfig()
  config.onChange(tellConfig)

  let told = ''
  return ({ state, url, error }) => {
    const words = `Server ${state}: ${url}${error ? ` (${error.code})` : ''}`
    if (words === told) return
    told = words
    info(words)
  }
}
