// Calls that show and edit the routes of the open config.yaml.
import type { CallHandlers } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
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
  const state = () => routesState(services)

  /** One step at a route that must still be where the window shows it. */
  const edit = async (label: string, place: Place, change: (text: string) => string) => {
    await document.edit(`${label} ${place.path}`, (text, config) => {
      check(text, config, place)
      return change(text)
    })
    return state()
  }

  return {
    'routes.get': state,
    'routes.setEnabled': ({ enabled, ...place }) =>
      edit(enabled ? 'Switch on' : 'Switch off', place, (text) => setEnabled(text, place.index, enabled)),
    'routes.fields': ({ index, path }) => {
      const fields = readRouteFields(document.text, index)
      if (fields.path !== path) throw moved(path)
      return fields
    },
    'routes.edit': async ({ index, path, fields, step }) => {
      await document.type(`Edit ${path}`, `${index} ${step}`, (text) => {
        if (readRouteFields(text, index).path !== path) throw moved(path)
        return editRoute(text, index, fields)
      })
      return state()
    },
    'routes.add': async ({ fields, at }) => {
      let index = 0
      await document.edit(`Add ${fields.path}`, (text, config) => {
        index = at ?? config?.routes.length ?? openConfig(text.replace(/^\ufeff/, '')).routes.length
        return addRoute(text, fields, at)
      })
      return { index, state: state() }
    },
    'routes.duplicate': async (place) => {
      await edit('Duplicate', place, (text) => duplicateRoute(text, place.index))
      return { index: place.index + 1, state: state() }
    },
    'routes.delete': (place) => edit('Delete', place, (text) => deleteRoute(text, place.index)),
    'routes.move': ({ to, ...place }) => edit('Move', place, (text) => moveRoute(text, place.index, to)),
    'routes.figures': () => services.routeFigures.list(),
  }
}

/** While the text is not valid, the last valid config says nothing of where a route stands in it. */
function check(text: string, config: Config | null, { index, path }: Place): void {
  const there = config === null ? readRouteFields(text, index) : config.routes[index]
  if (there?.path !== path) throw moved(path)
}

function moved(path: string): CallError {
  return new CallError('conflict', `${path} is no longer where the window showed it.`)
}
