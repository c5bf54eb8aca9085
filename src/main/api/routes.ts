// Calls that show and edit the routes of config.yaml.
import type { CallHandlers } from '../../shared/contract.ts'
import { routesState } from './route-view.ts'
import type { Services } from './services.ts'

export function routesHandlers(
  services: Pick<Services, 'configFile' | 'variables'>,
): Pick<CallHandlers, 'routes.get' | 'routes.setEnabled'> {
  return {
    'routes.get': () => routesState(services),
    'routes.setEnabled': async ({ index, path, enabled }) => {
      await services.configFile.setRouteEnabled(index, path, enabled)
      return routesState(services)
    },
  }
}
