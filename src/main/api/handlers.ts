// Puts the handlers of all areas together: one for each call of the contract, or it does not compile.
import type { CallHandlers } from '../../shared/contract.ts'
import { appHandlers } from './app.ts'
import { configHandlers } from './config.ts'
import { exchangesHandlers } from './exchanges.ts'
import { filesHandlers } from './files.ts'
import { leavingHandlers } from './leaving.ts'
import { pricesHandlers } from './prices.ts'
import { recordingHandlers } from './recording.ts'
import { replayHandlers } from './replay.ts'
import { resolveTargetHandlers } from './resolve-target.ts'
import { routesHandlers } from './routes.ts'
import { searchHandlers } from './search.ts'
import { secretsHandlers } from './secrets.ts'
import { serverHandlers } from './server.ts'
import type { Services } from './services.ts'
import { settingsHandlers } from './settings.ts'
import { systemHandlers } from './system.ts'
import { testRequestHandlers } from './test-request.ts'
import { windowHandlers } from './window-requests.ts'

export function createHandlers(services: Services): CallHandlers {
  return {
    ...appHandlers(services),
    ...serverHandlers(services),
    ...routesHandlers(services),
    ...configHandlers(services),
    ...leavingHandlers(services),
    ...resolveTargetHandlers(),
    ...testRequestHandlers(services),
    ...exchangesHandlers(services),
    ...replayHandlers(services),
    ...recordingHandlers(services),
    ...searchHandlers(services),
    ...filesHandlers(services),
    ...pricesHandlers(services),
    ...secretsHandlers(services),
    ...settingsHandlers(services),
    ...systemHandlers(services),
    ...windowHandlers(services),
  }
}
