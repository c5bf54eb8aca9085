// What every end-to-end test is given: a folder of its own, real upstreams, and a way to launch the app.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startUpstream, type Upstream, type UpstreamHandler } from '../../support/upstream.ts'
import { type LaunchedApp, launchApp } from './app.ts'
import { launchInBrowser } from './browser.ts'
import { type Keyring, startKeyring } from './keyring.ts'
import { runningServerUrl } from './window.ts'

export { expect } from '@playwright/test'

interface LaunchChoice {
  /** The text of the config.yaml to serve. Left out: the app's own. */
  config?: string
  /** Command-line arguments beside those that each test has. */
  args?: string[]
  /** 0, the default, takes a free one. */
  port?: number
  /** Where another app beside the first keeps its data: a name of a folder in the test's own. */
  profile?: string
  env?: Record<string, string>
  /** Another keyring than the test's own; null: none. */
  keyring?: Keyring | null
}

interface StartChoice extends Omit<LaunchChoice, 'config'> {
  /** What the upstream answers. Left out: `{"ok":true}`. */
  handler?: UpstreamHandler
}

interface StartedApp extends LaunchedApp {
  upstream: Upstream
  /** The text of config.yaml at the start. */
  config: string
  /** Of the server, which runs. */
  url: string
}

export interface HostOption {
  /** Where the window is, as the project says. In a browser there is no keychain. */
  host: 'desktop' | 'browser'
}

interface Fixtures extends HostOption {
  /** An option: whether the system has a keychain. Set it with `test.use({ keychain: true })`. */
  keychain: boolean
  /** Empty at the start, and gone after the test. */
  folder: string
  /** The config file of an app that is launched with `config`. */
  configFile: string
  /** Starts an upstream that is closed after the test. */
  serve(handler?: UpstreamHandler): Promise<Upstream>
  /** Launches the app; one that still runs after the test is quit. Launched again, it finds what it has kept. */
  launch(choice?: LaunchChoice): Promise<LaunchedApp>
  /** Starts an upstream, launches the app with a config.yaml for it, and waits until the server runs. */
  start(configFor: (target: string) => string, choice?: StartChoice): Promise<StartedApp>
}

const keyringReason = 'no keyring here: scripts/setup-e2e.sh found no D-Bus, GNOME Keyring or libsecret'

export const test = base.extend<Fixtures>({
  host: ['desktop', { option: true }],

  keychain: [false, { option: true }],

  folder: async ({ keychain }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `throughline-e2e-${keychain ? 'keychain-' : ''}`))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  configFile: async ({ folder }, use) => use(join(folder, 'config.yaml')),

  serve: async ({ folder: _folder }, use) => {
    const upstreams: Upstream[] = []
    await use(async (handler) => {
      const upstream = await startUpstream(handler)
      upstreams.push(upstream)
      return upstream
    })
    for (const upstream of upstreams) await upstream.close()
  },

  launch: async ({ host, folder, configFile, keychain }, use, testInfo) => {
    testInfo.skip(keychain && process.env.E2E_KEYRING !== '1', keyringReason)
    const keyring = keychain ? await startKeyring(join(folder, 'keyring')) : null
    const apps: LaunchedApp[] = []
    await use(async ({ config, args = [], port = 0, profile = 'app', env = {}, keyring: chosen = keyring } = {}) => {
      if (config !== undefined) await writeFile(configFile, config)
      const app = await (host === 'browser' ? launchInBrowser : launchApp)({
        folder: join(folder, profile),
        configFile: config === undefined ? undefined : configFile,
        args,
        port,
        keyring: chosen,
        env,
      })
      apps.push(app)
      return app
    })
    for (const app of apps) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('output', { body: app.output(), contentType: 'text/plain' })
      }
      await app.quit()
    }
    await keyring?.close()
  },

  start: async ({ launch, serve }, use) =>
    use(async (configFor, { handler, ...choice } = {}) => {
      const upstream = await serve(handler)
      const config = configFor(upstream.url)
      const app = await launch({ ...choice, config })
      return { ...app, upstream, config, url: await runningServerUrl(app.page) }
    }),
})
