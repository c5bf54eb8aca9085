// Desktop entry: builds the parts, connects them, opens the window, and quits in order.
import { join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, type MessageBoxOptions } from 'electron'
import Store from 'electron-store'
import type { AppParts } from './app-parts.ts'
import { registerAppScheme, serveApp } from './electron/app-protocol.ts'
import { createCrashWatch } from './electron/crash-watch.ts'
import { settleDataFolder } from './electron/data-folder.ts'
import { configArgument, parseDesktopArguments } from './electron/desktop-arguments.ts'
import { buildDesktopParts, systemOfApp, versionsOfApp } from './electron/desktop-parts.ts'
import { createAppLog } from './electron/error-log.ts'
import { createFailureNotices } from './electron/failure-notices.ts'
import { collectFileRequests, createFileOpener } from './electron/file-requests.ts'
import { followSettings } from './electron/follow-settings.ts'
import { answerCalls } from './electron/ipc.ts'
import { collectLinks } from './electron/link-requests.ts'
import { setApplicationMenu } from './electron/menu.ts'
import { createMenuActions } from './electron/menu-actions.ts'
import { tellProblem } from './electron/message-box.ts'
import { guardPages } from './electron/navigation-guard.ts'
import { keepOneWindow } from './electron/one-window.ts'
import { createIsOurPage } from './electron/our-page.ts'
import { quitGracefully } from './electron/quit.ts'
import { closeNetwork, guardSessions } from './electron/session-guard.ts'
import { createAppTray } from './electron/tray.ts'
import { hasTrayHost } from './electron/tray-host.ts'
import { createTrayRoutes, followRoutes } from './electron/tray-routes.ts'
import { createUncaughtHandler } from './electron/uncaught-errors.ts'
import { openWindow } from './electron/window.ts'
import { openWindowMemory, type WindowMemory } from './electron/window-state.ts'
import { knownValues } from './log/known-values.ts'
import { logEvents } from './log/log-events.ts'

const log = createAppLog(process.stderr)
const logError = log.error
const ask = async (options: MessageBoxOptions) => {
  await app.whenReady()
  return dialog.showMessageBox({ title: 'Throughline', noLink: true, ...options })
}
const onUncaught = createUncaughtHandler({ log, ask, copy: (text) => clipboard.writeText(text) })
process.on('uncaughtException', (error) => onUncaught('Uncaught exception', error))
process.on('unhandledRejection', (error) => onUncaught('Unhandled rejection', error))

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const isOurPage = createIsOurPage(developmentUrl)

start().catch(reportFailedStart)

async function start(): Promise<void> {
  // These come before Electron is ready, so nothing may be awaited before them.
  const dataFolder = settleDataFolder()
  if (!app.requestSingleInstanceLock()) return app.quit()
  log.keepIn(join(dataFolder, 'logs'))
  log.info(`Throughline ${app.getVersion()} starts: ${versionsOfApp().flat().join(' ')}, ${systemOfApp()}`)
  registerAppScheme()
  guardPages(app, (url) => developmentUrl !== null && isOurPage(url))
  guardSessions(app, isOurPage)
  closeNetwork(app.commandLine, developmentUrl)
  const fileRequests = collectFileRequests()
  const links = collectLinks(process.argv)

  const given = parseDesktopArguments(process.argv.slice(1), process.cwd())
  const parts = await buildDesktopParts({ dataFolder, given, isOurPage, log })
  const { services, gateway, secrets, loginItem, leaving } = parts

  const { windowRequests } = services
  log.hide(() => knownValues(services))
  parts.onServerChange(logEvents(services, log.info))
  app.on('will-quit', () => log.info('Throughline stops'))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log.info(`Process gone: ${type}, ${reason}, exit code ${exitCode}`),
  )
  serveApp(join(import.meta.dirname, '../renderer'))
  answerCalls(parts.dispatch, isOurPage)

  const quit = quitGracefully({
    mayQuit: leaving.mayQuit,
    describeUnsaved: leaving.describeUnsaved,
    shutDown: parts.close,
    log,
  })
  const openFile = createFileOpener(services)
  const findTrayHost = () => hasTrayHost(process.platform, process.env)
  const memory = openWindowMemory({ folder: dataFolder, Store }, (error) =>
    logError('The window’s place was not kept', error),
  )
  const openOne = () => watchCrashes(openWatchedWindow(parts, memory))
  const watchCrashes = createCrashWatch({ open: openOne, ask, quit: () => app.quit(), info: log.info, windowRequests })
  const window = keepOneWindow({
    open: openOne,
    isQuitting: () => quit.isQuitting,
    onStartedAgain(args, folder) {
      if (links.take(args)) return
      const path = configArgument(args, folder)
      if (path !== null) void openFile(path)
    },
    async staysWithoutWindow() {
      if (!services.settings.current.staysInTray || !(await findTrayHost())) return false
      tray.renew()
      return true
    },
    mayClose: leaving.mayCloseWindow,
    hasUnsaved: () => leaving.describeUnsaved() !== null,
  })
  const updateTray = () => tray.update()
  const tray = createAppTray({
    platform: process.platform,
    server: services.server,
    routes: createTrayRoutes({ services, dispatch: parts.dispatch, update: updateTray, openWindow: window.show }),
    openWindow: window.show,
    quit: () => app.quit(),
  })
  parts.onServerChange(updateTray)
  followRoutes(services.config, updateTray)
  parts.onFailing(
    createFailureNotices({
      isOn: () => services.settings.current.notifiesFailures,
      openWindow: window.show,
      windowRequests,
    }),
  )
  setApplicationMenu(
    createMenuActions({ services, openWindow: window.show, copy: (text) => clipboard.writeText(text) }),
  )
  followSettings({ services, gateway, loginItem, tray, logError })
  const { staysInTray, startsHidden } = services.settings.current
  const isHidden = given.isHidden || (startsHidden && app.getLoginItemSettings().wasOpenedAtLogin)
  if (!isHidden || !staysInTray || !(await findTrayHost())) window.show()
  fileRequests.answer((path) => void openFile(path))
  links.answer({ windowRequests, openWindow: window.show })
  if (parts.problem !== null) void tellProblem(parts.problem.message, parts.problem.detail)

  // A request that came before the secrets are decrypted would be refused for no reason.
  await secrets.ready
  if (!quit.isQuitting) await services.server.start()
}

function openWatchedWindow({ watch }: Pick<AppParts, 'watch'>, memory: WindowMemory): BrowserWindow {
  const window = openWindow({ preload: join(import.meta.dirname, '../preload/index.cjs'), developmentUrl, memory })
  window.once('closed', watch())
  return window
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
