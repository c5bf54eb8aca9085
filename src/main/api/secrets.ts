// Calls that set and delete secrets. None answers a value.
import type { CallHandlers } from '../../shared/contract.ts'
import { secretsState } from './secret-view.ts'
import type { Services } from './services.ts'

export function secretsHandlers(
  services: Pick<Services, 'secrets' | 'configFile' | 'variables'>,
): Pick<CallHandlers, 'secrets.get' | 'secrets.set' | 'secrets.delete' | 'secrets.checkKeychain'> {
  return {
    'secrets.get': () => secretsState(services),
    'secrets.set': async ({ name, value, keepIn }) => {
      await services.secrets.set(name, value, keepIn)
      return secretsState(services)
    },
    'secrets.delete': async ({ name }) => {
      await services.secrets.delete(name)
      return secretsState(services)
    },
    'secrets.checkKeychain': async () => {
      await services.secrets.recheck()
      return secretsState(services)
    },
  }
}
