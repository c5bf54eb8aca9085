// `throughline serve`: the gateway without a window.
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { isLoopback } from '../../shared/loopback.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { appDataFolder, ensureAppConfig } from '../config/app-config.ts'
import type { Config } from '../config/config.ts'
import { type ConfigFile, openConfigFile } from '../config/config-file.ts'
import { demoConfig } from '../config/demo-config.ts'
import { readEnvFile } from '../config/env-file.ts'
import { parseConfig } from '../config/parse-config.ts'
import { formatProblem } from '../config/problem.ts'
import { createVariables, processEnvironment } from '../config/variables.ts'
import { createDemoUpstream } from '../demo/demo-upstream.ts'
import { createGateway } from '../gateway/gateway.ts'
import { createServerControl } from '../gateway/server-control.ts'
import { createRecorder } from '../inspector/recorder.ts'
import type { ServeCommand } from './command.ts'
import { nextSignal } from './next-signal.ts'
import { explain, printError } from './output.ts'
import { createServeLog, type ServeLog } from './serve-log.ts'

/** @returns the exit code: 0 after a stop, 1 when it cannot listen, 2 for an invalid or unreadable config */
export async function serve(command: ServeCommand): Promise<number> {
  const log = createServeLog(command.logFormat)
  let envFile: ReadonlyMap<string, string> = new Map()
  let file: ConfigFile | null
  let config: Config
  try {
    if (command.envFile !== null) envFile = await readEnvFile(command.envFile)
    const environment = { ...Object.fromEntries(envFile), ...process.env }
    file = await openFile(command, environment)
    config = file?.config ?? builtIn(environment)
  } catch (error) {
    printError(explain(error))
    return 2
  }
  const refused = refuse(file, config, command)
  if (refused !== null) {
    printError(refused)
    await file?.close()
    return 2
  }
  if (file) log.problems(basename(file.path), file.problems)

  const demo = createDemoUpstream()
  const variables = createVariables({ environment: processEnvironment(), envFile })
  const recorder = createRecorder({ variables, config: () => file?.config ?? config, onEndedExchange: log.exchange })
  const gateway = createGateway({
    variables,
    observer: recorder,
    hostOverrides: demo.hostOverrides,
    allowedOrigins: command.allowedOrigins,
  })
  gateway.setConfig(config)
  if (file) followFile(file, gateway.setConfig, log)

  const { host, port } = addressOf(command)
  const server = createServerControl({ gateway, host, port, onChange: () => undefined })
  const close = async () => {
    await Promise.all([server.stop(), file?.close()])
    await Promise.all([demo.close(), recorder.close()])
    log.flush()
  }
  const stopped = nextSignal()
  const { state, url, error } = await server.start()
  if (state === 'failed') {
    const offer = error?.freePort ? ` Port ${error.freePort} is free: --port ${error.freePort}.` : ''
    printError(`throughline: ${error?.message}${offer}`)
    await close()
    return 1
  }
  log.listening(url, config.routes.length)
  await stopped
  await close()
  return 0
}

/** null: the built-in demo. */
async function openFile(
  command: ServeCommand,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ConfigFile | null> {
  const path = command.appConfig ? await ensureAppConfig(appDataFolder()) : command.config
  if (path !== null) return openConfigFile({ path, environment })
  const isHere = await access('config.yaml').then(
    () => true,
    () => false,
  )
  return isHere ? openConfigFile({ path: 'config.yaml', environment }) : null
}

function builtIn(environment: Readonly<Record<string, string | undefined>>): Config {
  const { config } = parseConfig(demoConfig, { environment })
  if (config === null) throw new Error('The built-in demo config is not valid.')
  return config
}

/** Why this cannot be served; null where it can. */
function refuse(file: ConfigFile | null, config: Config, command: ServeCommand): string | null {
  const errors = file?.problems.filter(({ severity }) => severity === 'error') ?? []
  if (file && errors.length > 0) {
    return errors.map((problem) => formatProblem(basename(file.path), problem)).join('\n')
  }
  return refuseOpenHost(addressOf(command).host, config)
}

/** Why other machines may not be let in; null where they may, or are not. */
export function refuseOpenHost(host: string, { masterKey }: Config): string | null {
  return isLoopback(host) || masterKey !== null
    ? null
    : `throughline: --host ${host} lets other machines in, so every request needs the client key. Set general_settings.master_key or LITELLM_MASTER_KEY.`
}

function addressOf({ host, port }: ServeCommand): { host: string; port: number } {
  return { host: host ?? defaultSettings.host, port: port ?? defaultSettings.port }
}

function followFile(file: ConfigFile, setConfig: (config: Config) => void, log: ServeLog): void {
  let served = file.config
  file.onChange(() => {
    log.problems(basename(file.path), file.problems)
    if (file.config === served) return
    served = file.config
    setConfig(served)
    log.reloaded(basename(file.path), served.routes.length)
  })
}
