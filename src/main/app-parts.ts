// Builds what every host of the app has: the gateway, the recorder, the inspector and the services of the contract.
import type { ServerState } from '../shared/server.ts'
import { createDispatchCall, type DispatchCall } from './api/dispatch-call.ts'
import { createHandlers } from './api/handlers.ts'
import { refuseUnsaved } from './api/leaving.ts'
import { type Publish, publishEvents, publishTraffic } from './api/publish-events.ts'
import type { Services } from './api/services.ts'
import { createWindowRequests } from './api/window-requests.ts'
import { createVariables, processEnvironment, type SecretLookup } from './config/variables.ts'
import { createDemoUpstream } from './demo/demo-upstream.ts'
import type { FindPortOwner } from './gateway/explain-listen-error.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { createServerControl } from './gateway/server-control.ts'
import { createInspector } from './inspector/inspector.ts'
import { createKeyHeaders } from './inspector/key-headers.ts'
import { createRecorder, type RecorderOptions } from './inspector/recorder.ts'
import { createReplayTokens } from './inspector/replay.ts'
import { createRouteFigures } from './inspector/route-figures.ts'

/** What a host has of its own. */
export interface AppPartsOptions
  extends Pick<Services, 'app' | 'config' | 'settings' | 'prices' | 'fileDialogs' | 'system'> {
  secrets: Services['secrets'] & SecretLookup
  /** What the .env file that was named sets. */
  envFile: ReadonlyMap<string, string>
  /** Where the server listens first. */
  host: string
  port: number
  findPortOwner: FindPortOwner
  /** Asks about what is unsaved; without one another file is opened only where all is saved. */
  leaving?: Services['leaving']
  /** To every page that is there. */
  publish: Publish
  onInternalError: (what: string, error: unknown) => void
  onEndedExchange?: RecorderOptions['onEndedExchange']
}

export interface AppParts {
  readonly services: Services
  readonly gateway: Gateway
  /** The contract's calls. */
  readonly dispatch: DispatchCall
  onServerChange(listener: (state: ServerState) => void): void
  /**
   * A page is there, and is told of the traffic from now on: while there is none, nothing is prepared for one.
   * Returns the function that says that it has gone.
   */
  watch(): () => void
  /** Lets running requests end first. */
  close(): Promise<void>
}

export function createAppParts(options: AppPartsOptions): AppParts {
  const { config, settings, prices, secrets, publish, onInternalError, onEndedExchange } = options
  const variables = createVariables({ secrets, environment: processEnvironment(), envFile: options.envFile })
  const demo = createDemoUpstream()
  const recorder = createRecorder({
    limits: settings.current.capture,
    variables,
    config: () => config.running,
    ...(onEndedExchange === undefined ? {} : { onEndedExchange }),
  })
  const { figures: routeFigures, observer } = createRouteFigures(recorder)
  const replayTokens = createReplayTokens()
  const gateway = createGateway({
    variables,
    observer,
    hostOverrides: demo.hostOverrides,
    replays: replayTokens,
  })
  const serverListeners: ((state: ServerState) => void)[] = []
  const server = createServerControl({
    gateway,
    host: options.host,
    port: options.port,
    onChange: (state) => {
      publish('server.changed', state)
      for (const listener of serverListeners) listener(state)
    },
    findPortOwner: options.findPortOwner,
  })
  let pages = 0
  const inspector = createInspector({
    recorder,
    replayTokens,
    prices: () => prices.current.prices,
    version: options.app.version,
    gatewayUrl: () => (server.state.state === 'running' ? server.state.url : null),
    keyHeaders: createKeyHeaders(() => config.running),
    keepsClientCredentials: () => settings.current.capture.keepsClientCredentials,
    isWatched: () => pages > 0,
  })
  const services: Services = {
    app: options.app,
    server,
    config,
    variables,
    recorder,
    routeFigures,
    inspector,
    fileDialogs: options.fileDialogs,
    leaving: options.leaving ?? refuseUnsaved(config),
    prices,
    secrets,
    settings,
    system: options.system,
    windowRequests: createWindowRequests(),
  }
  serveRunningConfig(services, gateway)
  publishEvents(services, publish)
  let stopTraffic = () => {}
  return {
    services,
    gateway,
    dispatch: createDispatchCall({
      handlers: createHandlers(services),
      onInternalError: (error, name) => onInternalError(`${name} failed`, error),
    }),
    onServerChange: (listener) => serverListeners.push(listener),
    watch() {
      pages += 1
      // Every page is told what one is.
      if (pages === 1) stopTraffic = publishTraffic(services, publish)
      inspector.catchUp()
      return () => {
        pages -= 1
        if (pages === 0) stopTraffic()
      }
    },
    async close() {
      await server.stop()
      await inspector.close()
      await Promise.all([config.close(), demo.close(), recorder.close()])
    },
  }
}

/** What is served is the last valid file on disk, from the next request on. */
function serveRunningConfig({ config }: Pick<Services, 'config'>, gateway: Gateway): void {
  let served = config.running
  gateway.setConfig(served)
  config.onChange(() => {
    if (config.running === served) return
    served = config.running
    gateway.setConfig(served)
  })
}
