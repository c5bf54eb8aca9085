// Turns what changes in the services into the contract's events.
import type { EventName, EventPayload } from '../../shared/contract.ts'
import { routesState } from './route-view.ts'
import { secretsState } from './secret-view.ts'
import type { Services } from './services.ts'

export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

/** Returns the function that ends all subscriptions. */
export function publishEvents(services: Omit<Services, 'app' | 'server'>, publish: Publish): () => void {
  // A route shows where its variables come from, and a secret shows which routes use it: both change together.
  const publishRoutesAndSecrets = () => {
    publish('routes.changed', routesState(services))
    publish('secrets.changed', secretsState(services))
  }
  const subscriptions = [
    services.configFile.onChange(publishRoutesAndSecrets),
    services.secrets.onChange(publishRoutesAndSecrets),
    services.recorder.onChange((batch) => publish('exchanges.changed', batch)),
    services.recorder.onClear(() => publish('exchanges.cleared', undefined)),
    services.settings.onChange((settings) => publish('settings.changed', settings)),
  ]
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}
