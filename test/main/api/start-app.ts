// The parts of the app as they are put together, without windows: for tests of the contract's calls.
import { onTestFinished } from 'vitest'
import { createDispatchCall } from '../../../src/main/api/dispatch-call.ts'
import { createHandlers } from '../../../src/main/api/handlers.ts'
import { createLeaving } from '../../../src/main/api/leaving.ts'
import { type Publish, publishEvents, publishTraffic } from '../../../src/main/api/publish-events.ts'
import type { PricesService, Services, SettingsService, SystemService } from '../../../src/main/api/services.ts'
import { createWindowRequests } from '../../../src/main/api/window-requests.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createGateway } from '../../../src/main/gateway/gateway.ts'
import { createServerControl } from '../../../src/main/gateway/server-control.ts'
import { createInspector } from '../../../src/main/inspector/inspector.ts'
import { defaultPrices } from '../../../src/main/inspector/llm/price-table.ts'
import { createRecorder } from '../../../src/main/inspector/recorder.ts'
import { createReplayTokens } from '../../../src/main/inspector/replay.ts'
import { createRouteFigures } from '../../../src/main/inspector/route-figures.ts'
import { createSecretStore } from '../../../src/main/secrets/secret-store.ts'
import { type CallInput, type CallName, type CallOutput, calls } from '../../../src/shared/contract.ts'
import type { Price, PriceTable } from '../../../src/shared/llm.ts'
import { defaultSettings, type Settings } from '../../../src/shared/settings.ts'
import { startUpstream, type UpstreamHandler } from '../../support/upstream.ts'
import { createAesKeychain } from '../secrets/aes-keychain.ts'
import { openTestConfig } from './test-config.ts'

function createMemorySettings(): SettingsService {
  let current = defaultSettings
  const listeners = new Set<(settings: Settings) => void>()
  return {
    get current() {
      return current
    },
    update(changes) {
      current = { ...current, ...changes }
      for (const listener of listeners) listener(current)
      return current
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function createMemoryPrices(): PricesService {
  let edited: Price[] | null = null
  const listeners = new Set<(table: PriceTable) => void>()
  const current = (): PriceTable => ({ prices: edited ?? [...defaultPrices], isEdited: edited !== null })
  return {
    get current() {
      return current()
    },
    set(prices) {
      edited = prices
      for (const listener of listeners) listener(current())
      return current()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function createMemorySystem(): SystemService {
  let isOn = false
  return {
    state: async () => ({ dataFolder: '/data', setAside: [], startAtLogin: { isOn }, tray: { hasHost: true } }),
    setStartAtLogin: async (next) => {
      isOn = next
    },
    revealData: async () => {},
    revealLogs: async () => {},
    diagnostics: () => 'Throughline 1.2.3\n',
  }
}

/** One route, /echo, whose Authorization is made of the secret KEY. All is closed after the test. */
export async function startApp(handler?: UpstreamHandler) {
  const upstream = await startUpstream(handler)
  const config = await openTestConfig(`general_settings:
  pass_through_endpoints:
    - path: /echo
      target: ${upstream.url}/echo
      headers:
        Authorization: Bearer os.environ/KEY
`)
  const keychain = createAesKeychain()
  const secrets = createSecretStore({ keychain, persistence: { read: () => [], write: () => {} } })
  await secrets.ready
  const variables = createVariables({ secrets, environment: {} })
  const recorder = createRecorder({ interval: 1, variables, config: () => config.running })
  const replayTokens = createReplayTokens()
  const { figures: routeFigures, observer } = createRouteFigures(recorder)
  const gateway = createGateway({ variables, observer, replays: replayTokens })
  gateway.setConfig(config.running)
  config.onChange(() => gateway.setConfig(config.running))

  const published: { name: string; payload: unknown }[] = []
  const server = createServerControl({
    gateway,
    host: '127.0.0.1',
    port: 0,
    onChange: (payload) => published.push({ name: 'server.changed', payload }),
  })
  const prices = createMemoryPrices()
  const inspector = createInspector({
    recorder,
    replayTokens,
    prices: () => prices.current.prices,
    version: '1.2.3',
    gatewayUrl: () => (server.state.state === 'running' ? server.state.url : null),
    keyHeaders: () => new Set(),
    keepsClientCredentials: () => false,
    isWatched: () => true,
  })
  const chosen: { file: string | null } = { file: null }
  /** What the user says to the system's questions about what is unsaved. */
  const answers: { toSave: 'save' | 'discard' | 'cancel' } = { toSave: 'cancel' }
  const publish: Publish = (name, payload) => published.push({ name, payload })
  const revealed: string[] = []
  const services: Services = {
    app: { version: '1.2.3', platform: 'linux', host: 'desktop' },
    server,
    inspector,
    prices,
    fileDialogs: {
      chooseSave: async () => chosen.file,
      chooseOpen: async () => chosen.file,
      reveal: (path) => void revealed.push(path),
    },
    leaving: createLeaving({
      config,
      publish,
      hasPage: () => false,
      questions: {
        askToSave: async () => answers.toSave,
        askToDiscard: async () => false,
        tellNotSaved: async () => {},
      },
    }),
    config,
    variables,
    recorder,
    routeFigures,
    secrets,
    settings: createMemorySettings(),
    system: createMemorySystem(),
    windowRequests: createWindowRequests(),
  }
  const subscriptions = [publishEvents(services, publish), publishTraffic(services, publish)]
  const unsubscribe = () => {
    for (const end of subscriptions) end()
  }
  onTestFinished(async () => {
    unsubscribe()
    await inspector.close()
    await gateway.close()
    await recorder.close()
    await upstream.close()
  })

  const dispatch = createDispatchCall({
    handlers: createHandlers(services),
    onInternalError: (error) => {
      throw error
    },
  })
  /** Calls as the window does, and holds the answer against the contract. */
  async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const result = await dispatch(name, input)
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
    return calls[name].output.parse(result.value) as CallOutput<Name>
  }
  const publishedNames = () => published.map(({ name }) => name)
  return {
    call,
    services,
    chosen,
    answers,
    revealed,
    config,
    keychain,
    published,
    publishedNames,
    upstream,
    unsubscribe,
  }
}
