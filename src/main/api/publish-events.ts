// Turns what changes in the services into the contract's events.
import type { EventName, EventPayload } from '../../shared/contract.ts'
import { routesState } from './route-view.ts'
import { secretsState } from './secret-view.ts'
import type { Services } from './services.ts'

export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

type Unsubscribe = () => void

/** Returns the function that ends all subscriptions. */
export function publishEvents(
  services: Pick<Services, 'config' | 'variables' | 'secrets' | 'settings' | 'prices' | 'windowRequests'>,
  publish: Publish,
): Unsubscribe {
  // A route shows where its variables come from, and a secret shows which routes use it: both change together.
  const publishRoutesAndSecrets = () => {
    publish('routes.changed', routesState(services))
    publish('secrets.changed', secretsState(services))
  }
  return joined([
    services.config.onChange(publishRoutesAndSecrets),
    services.secrets.onChange(publishRoutesAndSecrets),
    services.settings.onChange((settings) => publish('settings.changed', settings)),
    services.prices.onChange((table) => publish('prices.changed', table)),
    services.windowRequests.onAdd(() => publish('window.requested', null)),
  ])
}

/** What only a window that is open wants to know: without one the recorder has nothing to tell, which costs nothing. */
export function publishTraffic(
  { recorder, inspector, routeFigures }: Pick<Services, 'recorder' | 'inspector' | 'routeFigures'>,
  publish: Publish,
): Unsubscribe {
  return joined([
    recorder.onChange((batch) => publish('exchanges.changed', batch)),
    recorder.onClear((kept) => publish('exchanges.cleared', { kept })),
    routeFigures.onChange((changed) => publish('routes.figuresChanged', changed)),
    recorder.onRemove((ids) => publish('exchanges.removed', ids)),
    recorder.onState((state) => publish('recording.changed', state)),
    inspector.onSearchProgress((progress) => publish('search.changed', progress)),
    inspector.onTaskChange((task) => publish('tasks.changed', task)),
  ])
}

function joined(subscriptions: readonly Unsubscribe[]): Unsubscribe {
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}
