// Puts the handlers of all areas together: one for each call of the contract, or it does not compile.
import type { CallHandlers } from '../../shared/contract.ts'
import { appHandlers } from './app.ts'
import { exchangesHandlers } from './exchanges.ts'
import { filesHandlers } from './files.ts'
import { pricesHandlers } from './prices.ts'
import { recordingHandlers } from './recording.ts'
import { replayHandlers } from './replay.ts'
import { routesHandlers } from './routes.ts'
import { searchHandlers } from './search.ts'
import { secretsHandlers } from './secrets.ts'
import { serverHandlers } from './server.ts'
import type { Services } from './services.ts'
import { settingsHandlers } from './settings.ts'

export function createHandlers(services: Services): CallHandlers {
  return {
    ...appHandlers(services),
    ...serverHandlers(services),
    ...routesHandlers(services),
    ...exchangesHandlers(services),
    ...replayHandlers(services),
    ...recordingHandlers(services),
    ...searchHandlers(services),
    ...filesHandlers(services),
    ...pricesHandlers(services),
    ...secretsHandlers(services),
    ...settingsHandlers(services),
  }
}
