// Calls that show and edit the routes of the open config.yaml.
import type { CallHandlers, CallInput } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import type { RouteFields } from '../../shared/route.ts'
import type { Config } from '../config/config.ts'
import { setEnabled } from '../config/edit-config.ts'
import { addRoute } from '../config/edits/add-route.ts'
import { openConfig } from '../config/edits/config-text.ts'
import { deleteRoute } from '../config/edits/delete-route.ts'
import { duplicateRoute } from '../config/edits/duplicate-route.ts'
import { editRoute } from '../config/edits/edit-route.ts'
import { moveRoute } from '../config/edits/move-route.ts'
import { readRouteFields } from '../config/edits/read-route-fields.ts'
import { type RoutesServices, routesState } from './route-view.ts'
import type { Services } from './services.ts'

type Names = Exclude<Extract<keyof CallHandlers, `routes.${string}`>, 'routes.resolve' | 'routes.test'>

interface Place {
  index: number
  path: string
}

export function routesHandlers(services: RoutesServices & Pick<Services, 'routeFigures'>): Pick<CallHandlers, Names> {
  const { config: document } = services
  const { readYaml } = document
  const state = () => routesState(services)

  /** One step at a route that must still be where the window shows it. */
  const edit = async (label: string, place: Place, change: (text: string) => string) => {
    const step = await document.edit(`${label} ${place.path}`, (text, config) => {
      check(text, config, place)
      return change(text)
    })
    return { ...state(), step }
  }

  return {
    'routes.get': state,
    'routes.setEnabled': ({ enabled, ...place }) =>
      edit(enabled ? 'Switch on' : 'Switch off', place, (text) => setEnabled(text, place.index, enabled, readYaml)),
    'routes.fields': ({ index, path }) => {
      const fields = readRouteFields(document.text, index, readYaml)
      if (fields.path !== path) throw moved(path)
      return fields
    },
    'routes.edit': async ({ index, path, fields, step }) => {
      await document.type(`Edit ${path}`, `${index} ${step}`, (text) => {
        const there = readRouteFields(text, index, readYaml)
        if (there.path !== path) throw moved(path)
        return editRoute(text, index, withChanges(there, fields), readYaml)
      })
      return state()
    },
    'routes.add': async ({ fields, at }) => {
      let index = 0
      const step = await document.edit(`Add ${fields.path}`, (text, config) => {
        index = at ?? config?.routes.length ?? openConfig(text.replace(/^\ufeff/, ''), readYaml).routes.length
        return addRoute(text, fields, at, readYaml)
      })
      return { index, state: { ...state(), step } }
    },
    'routes.duplicate': async (place) => {
      const state = await edit('Duplicate', place, (text) => duplicateRoute(text, place.index, readYaml))
      return { index: place.index + 1, state }
    },
    'routes.delete': (place) => edit('Delete', place, (text) => deleteRoute(text, place.index, readYaml)),
    'routes.move': ({ to, ...place }) => edit('Move', place, (text) => moveRoute(text, place.index, to, readYaml)),
    'routes.figures': () => services.routeFigures.list(),
  }
}

/** A field that is there without a value is none that changes. */
function withChanges(there: RouteFields, fields: CallInput<'routes.edit'>['fields']): RouteFields {
  return Object.assign(there, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
}

/** While the text is not valid, the last valid config says nothing of where a route stands in it. */
function check(text: string, config: Config | null, { index, path }: Place): void {
  const there = config === null ? readRouteFields(text, index) : config.routes[index]
  if (there?.path !== path) throw moved(path)
}

function moved(path: string): CallError {
  return new CallError('conflict', `${path} is no longer where the window showed it.`)
}
