// `throughline serve --web`: the gateway with the app's window, for a browser.
import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatPlural } from '../../shared/format.ts'
import { isLoopback } from '../../shared/loopback.ts'
import { appDataFolder, ensureAppConfig } from '../config/app-config.ts'
import { type ConfigDocument, openConfigDocument } from '../config/config-document.ts'
import { readEnvFile } from '../config/env-file.ts'
import { explainListenError } from '../gateway/explain-listen-error.ts'
import { urlHost } from '../gateway/guard.ts'
import { createPortOwnerFinder } from '../gateway/port-owner.ts'
import { openInBrowser } from '../web/open-in-browser.ts'
import { createSignIn } from '../web/sign-in.ts'
import { createWebHost, type WebHost } from '../web/web-host.ts'
import type { ServeCommand } from './command.ts'
import { nextSignal } from './next-signal.ts'
import { explain, printError } from './output.ts'
import { refuseOpenHost } from './serve.ts'
import { createServeLog, type ServeLog } from './serve-log.ts'
import type { WebOptions } from './web-options.ts'
import { readWebPassword } from './web-password.ts'

declare const __VERSION__: string

/** @returns the exit code: 0 after a stop, 1 when the window cannot be served, 2 for what is wrong with the options */
export async function serveWeb(command: ServeCommand, web: WebOptions): Promise<number> {
  const folder = join(import.meta.dirname, '../renderer')
  if (!(await isThere(join(folder, 'index.html')))) {
    printError(`throughline: The window’s files are not in ${folder}. Build them with: npm run build`)
    return 1
  }
  const log = createServeLog(command.logFormat)
  let host: WebHost
  let signIn: Awaited<ReturnType<typeof createSignIn>>
  try {
    const password = await readWebPassword(web.passwordFile)
    if (!isLoopback(web.host) && password === null) throw new Error(passwordNeeded(web.host))
    signIn = await createSignIn({ password })
    const envFile = command.envFile === null ? new Map<string, string>() : await readEnvFile(command.envFile)
    const config = await openConfig(command, { ...Object.fromEntries(envFile), ...process.env })
    const refused = command.host === null ? null : refuseOpenHost(command.host, config.running)
    if (refused !== null) {
      await config.close()
      printError(refused)
      return 2
    }
    host = createWebHost({
      version: __VERSION__,
      config,
      dataFolder: appDataFolder(),
      envFile,
      gateway: { host: command.host, port: command.port },
      allowedOrigins: command.allowedOrigins,
      web: { host: web.host, port: web.port, publicOrigin: web.origin },
      folder,
      signIn,
      onInternalError: (what, error) => printError(`${what}: ${error instanceof Error ? error.stack : error}`),
      onEndedExchange: log.exchange,
    })
  } catch (error) {
    printError(explain(error))
    return 2
  }

  const stopped = nextSignal()
  const { services } = host
  followConfig(services.config, log)
  let window: { host: string; port: number }
  try {
    window = await host.listen()
  } catch (error) {
    const { message } = await explainListenError(
      error as NodeJS.ErrnoException,
      web,
      createPortOwnerFinder(process.platform),
    )
    printError(`throughline: ${message} The window’s port is set by --web-port.`)
    await host.close()
    return 1
  }
  const state = await services.server.start()
  if (state.state === 'running') log.listening(state.url, services.config.running.routes.length)
  // The window says so too, and offers another port.
  else log.notice(`throughline: ${state.error?.message}`)
  const url = web.origin ?? `http://${urlHost(isWildcard(window.host) ? 'localhost' : window.host)}:${window.port}`
  log.window(signIn.token === null ? url : `${url}/?token=${signIn.token}`)
  if (web.isOpened && !(await openInBrowser(`${url}/?token=${signIn.issueTokenForOpening()}`))) {
    log.notice('There is no browser to open it in: open the address yourself.')
  }
  await stopped
  const { isDirty, changedLines } = services.config.state
  if (isDirty) {
    const lines = formatPlural(changedLines, 'line')
    log.notice(`${basename(services.config.path)}: changes in ${lines} were not saved, and are gone.`)
  }
  await host.close()
  log.flush()
  return 0
}

function passwordNeeded(host: string): string {
  return `--web-host ${host} lets other machines in, so the window needs a password: --web-password-file FILE, or THROUGHLINE_WEB_PASSWORD.`
}

/** The one that is named or lies here; else the desktop app's own, with the demo where that is new. */
async function openConfig(
  { appConfig, config }: ServeCommand,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ConfigDocument> {
  const named = appConfig ? null : (config ?? ((await isThere('config.yaml')) ? 'config.yaml' : null))
  return openConfigDocument(named ?? (await ensureAppConfig(appDataFolder())), { environment })
}

function followConfig(config: ConfigDocument, log: ServeLog): void {
  log.problems(basename(config.path), config.problems)
  let served = config.running
  config.onChange(() => {
    if (config.running === served) return
    served = config.running
    log.reloaded(basename(config.path), served.routes.length)
  })
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
