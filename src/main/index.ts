// Desktop entry: builds the parts, connects them, opens the window, and quits in order.
import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { createDispatchCall } from './api/dispatch-call.ts'
import { createHandlers } from './api/handlers.ts'
import { type Publish, publishEvents, publishTraffic } from './api/publish-events.ts'
import type { Services } from './api/services.ts'
import { ensureAppConfig } from './config/app-config.ts'
import { openConfigFile } from './config/config-file.ts'
import { readEnvFile } from './config/env-file.ts'
import { createVariables, processEnvironment } from './config/variables.ts'
import { createDemoUpstream } from './demo/demo-upstream.ts'
import { registerAppScheme, serveApp } from './electron/app-protocol.ts'
import { settleDataFolder } from './electron/data-folder.ts'
import { type DesktopArguments, parseDesktopArguments } from './electron/desktop-arguments.ts'
import { createErrorLog } from './electron/error-log.ts'
import { createFileDialogs } from './electron/file-dialogs.ts'
import { answerCalls, createPublish } from './electron/ipc.ts'
import { createKeychain } from './electron/keychain.ts'
import { setApplicationMenu } from './electron/menu.ts'
import { createIsOurPage } from './electron/our-page.ts'
import { openPriceStore } from './electron/price-store.ts'
import { quitGracefully } from './electron/quit.ts'
import { openSecretFile } from './electron/secret-file.ts'
import { createSecretStore } from './electron/secret-store.ts'
import { guardSession } from './electron/session-guard.ts'
import { openSettingsStore } from './electron/settings-store.ts'
import { openWindow } from './electron/window.ts'
import { createGateway } from './gateway/gateway.ts'
import { createServerControl } from './gateway/server-control.ts'
import { createInspector } from './inspector/inspector.ts'
import { createKeyHeaders } from './inspector/key-headers.ts'
import { defaultPrices } from './inspector/llm/price-table.ts'
import { createRecorder } from './inspector/recorder.ts'
import { createReplayTokens } from './inspector/replay.ts'

const logError = createErrorLog(process.stderr)
process.on('uncaughtException', (error) => logError('Uncaught exception', error))
process.on('unhandledRejection', (error) => logError('Unhandled rejection', error))

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const isOurPage = createIsOurPage(developmentUrl)

start().catch(reportFailedStart)

async function start(): Promise<void> {
  // These three come before Electron is ready, so nothing may be awaited before them.
  const dataFolder = settleDataFolder()
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerAppScheme()

  const parts = await buildParts(dataFolder, parseDesktopArguments(process.argv.slice(1), process.cwd()))
  const { services, gateway, secrets } = parts

  nativeTheme.themeSource = services.settings.current.theme
  services.settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme
  })
  setApplicationMenu()
  guardSession(session.defaultSession, isOurPage)
  serveApp(join(import.meta.dirname, '../renderer'))
  answerCalls(
    createDispatchCall({
      handlers: createHandlers(services),
      onInternalError: (error, name) => logError(`${name} failed`, error),
    }),
    isOurPage,
  )
  services.configFile.onChange(() => gateway.setConfig(services.configFile.config))
  publishEvents(services, parts.publish)
  services.settings.onChange(({ capture }) => services.recorder.setLimits(capture))

  const quit = quitGracefully(async () => {
    await services.server.stop()
    await services.inspector.close()
    await Promise.all([services.configFile.close(), parts.demo.close(), services.recorder.close()])
  }, logError)
  keepOneWindow(parts, () => quit.isQuitting)

  // A request that came before the secrets are decrypted would be refused for no reason.
  await secrets.ready
  if (!quit.isQuitting) await services.server.start()
}

/** Everything that needs no window; Electron gets ready meanwhile. */
async function buildParts(dataFolder: string, { configFile: configPath, envFile, port }: DesktopArguments) {
  const variablesOfFile = envFile === null ? new Map<string, string>() : await readEnvFile(envFile)
  const configFile = await openConfigFile({
    path: configPath ?? (await ensureAppConfig(dataFolder)),
    environment: { ...Object.fromEntries(variablesOfFile), ...process.env },
  })
  await app.whenReady()
  const settings = openSettingsStore(dataFolder)
  const secretFile = openSecretFile(dataFolder)
  const prices = openPriceStore(dataFolder, defaultPrices)
  for (const setAside of [settings.setAside, secretFile.setAside, prices.setAside]) {
    if (setAside !== null) logError('A damaged file was set aside', setAside)
  }
  const secrets = createSecretStore({
    keychain: createKeychain(process.platform, process.env),
    persistence: secretFile,
  })
  const variables = createVariables({ secrets, environment: processEnvironment(), envFile: variablesOfFile })
  const demo = createDemoUpstream()
  const recorder = createRecorder({ limits: settings.current.capture, variables, config: () => configFile.config })
  const replayTokens = createReplayTokens()
  const gateway = createGateway({
    variables,
    observer: recorder,
    hostOverrides: demo.hostOverrides,
    replays: replayTokens,
  })
  gateway.setConfig(configFile.config)
  const publish = createPublish(isOurPage)
  const server = createServerControl({
    gateway,
    host: settings.current.host,
    port: port ?? settings.current.port,
    onChange: (state) => publish('server.changed', state),
  })
  const watching = { windows: 0 }
  const inspector = createInspector({
    recorder,
    replayTokens,
    prices: () => prices.current.prices,
    version: app.getVersion(),
    gatewayUrl: () => (server.state.state === 'running' ? server.state.url : null),
    keyHeaders: createKeyHeaders(() => configFile.config),
    keepsClientCredentials: () => settings.current.capture.keepsClientCredentials,
    isWatched: () => watching.windows > 0,
  })
  const services: Services = {
    app: { version: app.getVersion(), platform: platformOfApp() },
    server,
    configFile,
    variables,
    recorder,
    inspector,
    fileDialogs: createFileDialogs(),
    prices,
    secrets,
    settings,
  }
  return { services, gateway, secrets, demo, publish, watching }
}

interface Watched {
  services: Services
  publish: Publish
  /** How many windows there are: with none, nothing is prepared for one. */
  watching: { windows: number }
}

function keepOneWindow({ services, publish, watching }: Watched, isQuitting: () => boolean): void {
  const open = () => {
    const window = openWindow({ preload: join(import.meta.dirname, '../preload/index.cjs'), developmentUrl, isOurPage })
    const stop = publishTraffic(services, publish)
    watching.windows += 1
    services.inspector.catchUp()
    window.once('closed', () => {
      watching.windows -= 1
      stop()
    })
    return window
  }
  const show = () => {
    const window = BrowserWindow.getAllWindows()[0] ?? open()
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  app.on('second-instance', () => {
    // Started again while the last requests end: it comes back when they have.
    if (isQuitting()) app.relaunch()
    else show()
  })
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  open()
}

function platformOfApp(): Services['app']['platform'] {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
}

async function reportFailedStart(error: unknown): Promise<void> {
  logError('Throughline could not start', error)
  await app.whenReady()
  // showErrorBox would block even a request to quit.
  await dialog.showMessageBox({
    type: 'error',
    title: 'Throughline',
    message: 'Throughline could not start',
    detail: error instanceof Error ? error.message : String(error),
  })
  app.exit(1)
}
