// The app for browsers: the same parts as the desktop's, with the window served over HTTP and a WebSocket.
import Conf from 'conf'
import type { WebSocket } from 'ws'
import { callErrors } from '../../shared/errors.ts'
import type { Task } from '../../shared/recording.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Publish } from '../api/publish-events.ts'
import type { Services } from '../api/services.ts'
import { type AppParts, type AppPartsOptions, createAppParts } from '../app-parts.ts'
import type { ConfigDocument } from '../config/config-document.ts'
import { createPortOwnerFinder } from '../gateway/port-owner.ts'
import { defaultPrices } from '../inspector/llm/price-table.ts'
import { openPriceStore } from '../settings/price-store.ts'
import { openSettingsStore } from '../settings/settings-store.ts'
import { withoutDesktop } from './browser-calls.ts'
import { createBrowserFiles, type FilesPage } from './browser-files.ts'
import { createBrowserSecrets } from './browser-secrets.ts'
import { createBrowserSystem } from './browser-system.ts'
import { createPageSocket, type PageSocket } from './page-socket.ts'
import type { SignIn } from './sign-in.ts'
import { createTransfers } from './transfers.ts'
import { createWebServer } from './web-server.ts'

export interface WebHost {
  readonly services: Services
  /** Where the window is. Rejects with the system's error, such as EADDRINUSE. */
  listen(): Promise<{ host: string; port: number }>
  /** Lets running requests end first. */
  close(): Promise<void>
}

export interface WebHostOptions {
  version: string
  config: ConfigDocument
  /** Where settings and prices are kept; the desktop app's is good for it. */
  dataFolder: string
  envFile: ReadonlyMap<string, string>
  /** Where the gateway listens; null: as the settings say. */
  gateway: { host: string | null; port: number | null }
  /** Beside those of the settings. */
  allowedOrigins: readonly string[]
  web: { host: string; port: number; publicOrigin: string | null }
  /** The built window's files, absolute. */
  folder: string
  signIn: SignIn
  onInternalError: AppPartsOptions['onInternalError']
  onEndedExchange?: AppPartsOptions['onEndedExchange']
}

/** @throws CallError file_error where settings or prices cannot be read */
export function createWebHost(options: WebHostOptions): WebHost {
  const { config, dataFolder, envFile, folder, signIn, gateway: wanted, onInternalError, onEndedExchange } = options
  // Not the desktop's: both may run at a time, and the desktop's remembers files that a page may not open.
  const settings = openSettingsStore({ folder: dataFolder, Store: Conf }, 'web-settings')
  const prices = openPriceStore({ folder: dataFolder, Store: Conf }, defaultPrices)
  const setAside = (['settings', 'prices'] as const).flatMap((what) => {
    const path = { settings, prices }[what].setAside
    return path === null ? [] : [{ what, path }]
  })
  const transfers = createTransfers()
  const files = createBrowserFiles(transfers)
  const pages = new Set<PageSocket>()
  const publish: Publish = (name, payload) => {
    const shown = name === 'tasks.changed' ? (files.taskChanged(payload as Task) as typeof payload) : payload
    for (const page of pages) page.publish(name, shown)
  }
  const parts = createAppParts({
    app: { version: options.version, platform: platformOf(process.platform), host: 'browser' },
    config,
    settings,
    prices,
    secrets: createBrowserSecrets(),
    envFile,
    host: wanted.host ?? settings.current.host,
    port: wanted.port ?? settings.current.port,
    findPortOwner: createPortOwnerFinder(process.platform),
    fileDialogs: files.dialogs,
    system: createBrowserSystem({ dataFolder, setAside, diagnostics: () => describe(parts, options.version) }),
    publish,
    onInternalError,
    ...(onEndedExchange === undefined ? {} : { onEndedExchange }),
  })
  followSettings(parts, options.allowedOrigins)
  const dispatch = withoutDesktop(parts.dispatch)

  const onPage = (socket: WebSocket) => {
    const leave = parts.watch()
    const filesPage: FilesPage = { send: (message) => page.send(message) }
    const page = createPageSocket({
      socket,
      answer: ({ name, input }) =>
        files
          .run(filesPage, () => dispatch(name, input))
          .catch((error) => {
            onInternalError(`${name} failed`, error)
            return { ok: false, error: { code: 'internal', message: callErrors.internal } }
          }),
      onNoFile: transfers.cancel,
      onClose() {
        pages.delete(page)
        files.forget(filesPage)
        leave()
      },
    })
    pages.add(page)
  }
  const server = createWebServer({ ...options.web, folder, signIn, transfers, onPage })

  return {
    services: parts.services,
    listen: server.listen,
    async close() {
      await Promise.all([server.close(), parts.close()])
      await transfers.close()
    },
  }
}

/** What is set holds at once. */
function followSettings({ services, gateway }: AppParts, allowedOrigins: readonly string[]): void {
  const apply = (settings: Settings) => {
    gateway.setAllowedOrigins([...allowedOrigins, ...settings.allowedOrigins])
    gateway.setSendsId(settings.sendsId)
    services.recorder.setLimits(settings.capture)
  }
  apply(services.settings.current)
  services.settings.onChange(apply)
}

/** Of the user's own things only how many there are. */
function describe({ services: { config, recorder, server } }: AppParts, version: string): string {
  return [
    `Throughline ${version} in a browser, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `Server: ${server.state.state}`,
    `Routes: ${config.running.routes.length}, problems: ${config.problems.length}`,
    `Exchanges: ${recorder.list().length}`,
  ].join('\n')
}

function platformOf(platform: NodeJS.Platform): Services['app']['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}
