// What the user does to the routes: shown at once, taken back where main refuses, and undone with one key.
import type { RouteFields, RoutesState, RouteView } from '../../../shared/route.ts'
import { call } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { showToast } from '../../ui/toast.tsx'
import { offerUndo, saveFile } from '../config/file-actions.ts'
import { currentUrl } from '../server/store.ts'
import { say } from './announcer.tsx'
import { whyNotSaved } from './editor/save-state.ts'
import { renumber, withMoved } from './selection.ts'
import { currentRoutes, markRoute, routes, routesPage, selectRoute } from './store.ts'
import { flushYaml } from './yaml/yaml-document.ts'

const placeOf = ({ index, path }: RouteView) => ({ index, path })

let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Shows the list as it will be and asks main, one change after the other. Where main refuses, the list goes back.
 * @throws {ApiError} where main refuses.
 */
async function change<State extends RoutesState>(
  shown: ((list: readonly RouteView[]) => RouteView[]) | null,
  ask: () => Promise<State>,
): Promise<State> {
  const before = routes.store.getState().value
  const expected = before && shown ? { ...before, routes: shown(before.routes) } : before
  if (expected && expected !== before) routes.set(expected)
  waiting += 1
  const answer = queue.then(ask)
  queue = answer.catch(() => undefined)
  try {
    const state = await answer
    // What is shown by now is ahead of this answer where more is on its way.
    if (waiting === 1) routes.set(state)
    return state
  } catch (error) {
    if (before && routes.store.getState().value === expected) routes.set(before)
    else void routes.load()
    throw error
  } finally {
    waiting -= 1
  }
}

export function setRouteEnabled(route: RouteView, enabled: boolean): Promise<boolean> {
  return attempt(async () => {
    await change(
      (list) => list.map((other) => (other.index === route.index ? { ...other, enabled } : other)),
      () => call('routes.setEnabled', { ...placeOf(route), enabled }),
    )
  })
}

/**
 * @param to where it stands afterwards, from 0; beyond either end nothing happens
 * @param words of a toast that takes it back; left out: none
 */
export function moveRoute(route: RouteView, to: number, words: string | null = null): Promise<boolean> {
  const { length } = currentRoutes()
  if (to < 0 || to >= length || to === route.index) return Promise.resolve(true)
  return attempt(async () => {
    const answer = change(
      (list) => withMoved(list, route.index, to),
      () => call('routes.move', { ...placeOf(route), to }),
    )
    say(`${route.path} is row ${to + 1} of ${length} now`)
    const state = await answer
    if (words !== null) offerUndo(words, state)
  })
}

/** @param row of the route that matches first, from 1 */
export function moveAbove(route: RouteView, row: number): Promise<boolean> {
  return moveRoute(route, row - 1, `Moved ${route.path} above row ${row}.`)
}

export function deleteRoute(route: RouteView): Promise<boolean> {
  return attempt(async () => {
    const isSelected = routesPage.getState().selection?.index === route.index
    const { isEditorOpen } = routesPage.getState()
    const answer = change(
      (list) => renumber(list.filter(({ index }) => index !== route.index)),
      () => call('routes.delete', placeOf(route)),
    )
    const list = currentRoutes()
    const next = list[Math.min(route.index, list.length - 1)]
    if (isSelected && next) {
      markRoute(next)
      routesPage.setState({ isEditorOpen })
    }
    offerUndo(`Deleted ${route.path}.`, await answer)
  })
}

export function duplicateRoute(route: RouteView): Promise<boolean> {
  return attempt(async () => {
    const { index, state } = await call('routes.duplicate', placeOf(route))
    routes.set(state)
    const copy = state.routes[index]
    if (copy) markRoute(copy)
    offerUndo(`Duplicated ${route.path}.`, state)
  })
}

/** Behind the last route; it is selected and open in the editor. Resolves to whether it went well. */
export function addRoute(fields: RouteFields, words = `Added ${fields.path}.`): Promise<boolean> {
  return attempt(async () => {
    const { index, state } = await call('routes.add', { fields, at: null })
    routes.set(state)
    routesPage.setState({ view: 'table', search: '' })
    selectRoute({ index, path: state.routes[index]?.path ?? fields.path })
    offerUndo(words, state)
  })
}

export function undo(): Promise<boolean> {
  const label = routes.store.getState().value?.document.undo ?? null
  if (label === null) return Promise.resolve(true)
  return attempt(async () => {
    await change(null, () => call('config.undo'))
    showToast({ title: `Undid: ${label}` })
  })
}

export function redo(): Promise<boolean> {
  const label = routes.store.getState().value?.document.redo ?? null
  if (label === null) return Promise.resolve(true)
  return attempt(async () => {
    await change(null, () => call('config.redo'))
    showToast({ title: `Redid: ${label}` })
  })
}

/** Where the document may not be saved as it is, says why. */
export async function save(): Promise<void> {
  await flushYaml()
  const state = routes.store.getState().value
  if (!state) return
  const reason = whyNotSaved(state, false)
  if (reason === null) await saveFile()
  else if (state.document.isDirty) showToast({ title: reason, kind: 'danger' })
}

/** What a client asks to reach the route. */
export function copyUrl(route: RouteView): Promise<boolean> {
  return attempt(async () => {
    await navigator.clipboard.writeText(`${currentUrl()}${route.path}`)
    showToast({ title: 'Copied the URL.' })
  })
}

/** @throws {ApiError} where the file cannot be written so. */
export async function setMasterKey(name: string): Promise<void> {
  await change(null, () => call('config.setMasterKey', { name }))
}
