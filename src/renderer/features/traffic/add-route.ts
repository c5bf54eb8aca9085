// Routes that begin on the Traffic page: /echo, and one for a path that no route took.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import type { Preset } from '../../../shared/presets.ts'
import { call } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { openPage } from '../../pages.ts'
import { offerUndo } from '../config/file-actions.ts'
import { addRoute } from '../routes/actions.ts'
import { addPreset } from '../routes/add-route.ts'
import { focusEditor } from '../routes/focus.ts'
import { currentRoutes, routes } from '../routes/store.ts'
import { echoFields } from './example-route.ts'
import { routeForPath } from './route-for-path.ts'

/** The page stays: its command is what comes next. */
export function addEcho(): Promise<boolean> {
  return attempt(async () => {
    const { state } = await call('routes.add', { fields: echoFields, at: null })
    routes.set(state)
    offerUndo(`Added ${echoFields.path}.`, state)
  })
}

/** On the Routes page, where its key is asked for. */
export function addProvider(preset: Preset): void {
  openPage('routes')
  void addPreset(preset)
}

/** Opens the new route in the editor, where its target is filled in. */
export async function createRouteFor({ path }: ExchangeSummary): Promise<void> {
  const taken = currentRoutes().map((route) => route.path)
  const isAdded = await addRoute(routeForPath(path, taken))
  if (!isAdded) return
  openPage('routes')
  focusEditor()
}

/** Whether the exchange found no route, so that one can be made for it. */
export const lacksRoute = ({ errorType, source }: ExchangeSummary) => errorType === 'no_route' && source !== 'import'

/** Whether its route is still there to be edited. */
export const hasRoute = ({ route }: ExchangeSummary) =>
  route !== null && currentRoutes().some(({ path }) => path === route)
