// Desktop entry: builds the parts, connects them, opens the window, and quits in order.
import { join } from 'node:path'
import { app, dialog, session } from 'electron'
import type { ServerState } from '../shared/server.ts'
import { createDispatchCall } from './api/dispatch-call.ts'
import { createHandlers } from './api/handlers.ts'
import { type Publish, publishEvents, publishTraffic } from './api/publish-events.ts'
import type { Services } from './api/services.ts'
import { readEnvFile } from './config/env-file.ts'
import { createVariables, processEnvironment } from './config/variables.ts'
import { createDemoUpstream } from './demo/demo-upstream.ts'
import { registerAppScheme, serveApp } from './electron/app-protocol.ts'
import { settleDataFolder } from './electron/data-folder.ts'
import { configArgument, type DesktopArguments, parseDesktopArguments } from './electron/desktop-arguments.ts'
import { createErrorLog } from './electron/error-log.ts'
import { createFileDialogs } from './electron/file-dialogs.ts'
import { collectFileRequests, createFileOpener, tellProblem } from './electron/file-requests.ts'
import { followSettings } from './electron/follow-settings.ts'
import { answerCalls, createPublish } from './electron/ipc.ts'
import { createKeychain } from './electron/keychain.ts'
import { openLastConfig } from './electron/last-config.ts'
import { createLoginItem } from './electron/login-item.ts'
import { setApplicationMenu } from './electron/menu.ts'
import { keepOneWindow } from './electron/one-window.ts'
import { createIsOurPage } from './electron/our-page.ts'
import { createPortOwnerFinder } from './electron/port-owner.ts'
import { openPriceStore } from './electron/price-store.ts'
import { quitGracefully } from './electron/quit.ts'
import { openSecretFile } from './electron/secret-file.ts'
import { createSecretStore } from './electron/secret-store.ts'
import { guardSession } from './electron/session-guard.ts'
import { openSettingsStore } from './electron/settings-store.ts'
import { createSystem } from './electron/system.ts'
import { createAppTray } from './electron/tray.ts'
import { hasTrayHost } from './electron/tray-host.ts'
import { openWindow } from './electron/window.ts'
import { createGateway } from './gateway/gateway.ts'
import { createServerControl } from './gateway/server-control.ts'
import { createInspector } from './inspector/inspector.ts'
import { createKeyHeaders } from './inspector/key-headers.ts'
import { defaultPrices } from './inspector/llm/price-table.ts'
import { createRecorder } from './inspector/recorder.ts'
import { createReplayTokens } from './inspector/replay.ts'
import { createRouteFigures } from './inspector/route-figures.ts'

const logError = createErrorLog(process.stderr)
process.on('uncaughtException', (error) => logError('Uncaught exception', error))
process.on('unhandledRejection', (error) => logError('Unhandled rejection', error))

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const isOurPage = createIsOurPage(developmentUrl)

start().catch(reportFailedStart)

async function start(): Promise<void> {
  // These come before Electron is ready, so nothing may be awaited before them.
  const dataFolder = settleDataFolder()
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerAppScheme()
  const fileRequests = collectFileRequests()

  const given = parseDesktopArguments(process.argv.slice(1), process.cwd())
  const parts = await buildParts(dataFolder, given)
  const { services, gateway, secrets, loginItem } = parts

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
  let served = services.config.running
  services.config.onChange(() => {
    if (services.config.running === served) return
    served = services.config.running
    gateway.setConfig(served)
  })
  publishEvents(services, parts.publish)

  const quit = quitGracefully(async () => {
    await services.server.stop()
    await services.inspector.close()
    await Promise.all([services.config.close(), parts.demo.close(), services.recorder.close()])
  }, logError)
  const openFile = createFileOpener(services)
  const findTrayHost = () => hasTrayHost(process.platform, process.env)
  const window = keepOneWindow({
    open: () => openWatchedWindow(parts),
    isQuitting: () => quit.isQuitting,
    onStartedAgain(args, folder) {
      const path = configArgument(args, folder)
      if (path !== null) void openFile(path)
    },
    async staysWithoutWindow() {
      if (!services.settings.current.staysInTray || !(await findTrayHost())) return false
      tray.renew()
      return true
    },
  })
  const tray = createAppTray({
    platform: process.platform,
    server: services.server,
    openWindow: window.show,
    quit: () => app.quit(),
  })
  parts.onServerChange((state) => tray.update(state))
  followSettings({ services, gateway, loginItem, tray, logError })
  const { staysInTray, startsHidden } = services.settings.current
  const isHidden = given.isHidden || (startsHidden && app.getLoginItemSettings().wasOpenedAtLogin)
  if (!isHidden || !staysInTray || !(await findTrayHost())) window.show()
  fileRequests.answer((path) => void openFile(path))
  if (parts.problem !== null) void tellProblem(parts.problem.message, parts.problem.detail)

  // A request that came before the secrets are decrypted would be refused for no reason.
  await secrets.ready
  if (!quit.isQuitting) await services.server.start()
}

/** Everything that needs no window; Electron gets ready meanwhile. */
async function buildParts(dataFolder: string, { configFile: configPath, envFile, port }: DesktopArguments) {
  const variablesOfFile = envFile === null ? new Map<string, string>() : await readEnvFile(envFile)
  await app.whenReady()
  const settings = openSettingsStore(dataFolder)
  const environment = { ...Object.fromEntries(variablesOfFile), ...process.env }
  const { config, problem } = await openLastConfig({ given: configPath, dataFolder, settings, environment })
  const secretFile = openSecretFile(dataFolder)
  const prices = openPriceStore(dataFolder, defaultPrices)
  const setAside = (['settings', 'secrets', 'prices'] as const).flatMap((what) => {
    const path = { settings, secrets: secretFile, prices }[what].setAside
    return path === null ? [] : [{ what, path }]
  })
  for (const { path } of setAside) logError('A damaged file was set aside', path)
  const secrets = createSecretStore({
    keychain: createKeychain(process.platform, process.env),
    persistence: secretFile,
  })
  const variables = createVariables({ secrets, environment: processEnvironment(), envFile: variablesOfFile })
  const demo = createDemoUpstream()
  const recorder = createRecorder({ limits: settings.current.capture, variables, config: () => config.running })
  const { figures: routeFigures, observer } = createRouteFigures(recorder)
  const replayTokens = createReplayTokens()
  const gateway = createGateway({
    variables,
    observer,
    hostOverrides: demo.hostOverrides,
    replays: replayTokens,
  })
  gateway.setConfig(config.running)
  const publish = createPublish(isOurPage)
  const loginItem = createLoginItem(process.platform)
  const serverListeners: ((state: ServerState) => void)[] = []
  const onServerChange = (listener: (state: ServerState) => void) => serverListeners.push(listener)
  const server = createServerControl({
    gateway,
    host: settings.current.host,
    port: port ?? settings.current.port,
    onChange: (state) => {
      publish('server.changed', state)
      for (const listener of serverListeners) listener(state)
    },
    findPortOwner: createPortOwnerFinder(process.platform),
  })
  const watching = { windows: 0 }
  const inspector = createInspector({
    recorder,
    replayTokens,
    prices: () => prices.current.prices,
    version: app.getVersion(),
    gatewayUrl: () => (server.state.state === 'running' ? server.state.url : null),
    keyHeaders: createKeyHeaders(() => config.running),
    keepsClientCredentials: () => settings.current.capture.keepsClientCredentials,
    isWatched: () => watching.windows > 0,
  })
  const services: Services = {
    app: { version: app.getVersion(), platform: platformOfApp() },
    server,
    config,
    variables,
    recorder,
    routeFigures,
    inspector,
    fileDialogs: createFileDialogs(),
    prices,
    secrets,
    settings,
    system: createSystem({
      dataFolder,
      setAside,
      loginItem,
      startsHidden: () => settings.current.startsHidden,
      hasTrayHost: () => hasTrayHost(process.platform, process.env),
    }),
  }
  return { services, gateway, secrets, demo, publish, watching, loginItem, onServerChange, problem }
}

interface Watched {
  services: Services
  publish: Publish
  /** How many windows there are: with none, nothing is prepared for one. */
  watching: { windows: number }
}

function openWatchedWindow({ services, publish, watching }: Watched): void {
  const window = openWindow({ preload: join(import.meta.dirname, '../preload/index.cjs'), developmentUrl, isOurPage })
  const stop = publishTraffic(services, publish)
  watching.windows += 1
  services.inspector.catchUp()
  window.once('closed', () => {
    watching.windows -= 1
    stop()
  })
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
