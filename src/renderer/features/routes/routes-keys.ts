// The keys of the Routes page, beside the arrows of the table itself.
import { deleteRoute, duplicateRoute, moveRoute, redo, save, setRouteEnabled, undo } from './actions.ts'
import { addCustomRoute } from './add-route.ts'
import { focusEditor, focusRow } from './focus.ts'
import { currentRoute, routesPage, setEditorOpen } from './store.ts'

const textField = 'textarea, [contenteditable], input:not([type="checkbox"], [type="radio"])'

/** Whether a key belongs to what is typed in; what stands in a shadow root has its own undo too. */
function isInText(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  return target instanceof Element && target.closest(textField) !== null
}

/** A row itself, not a control in it. */
function isOnRow({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.matches('[data-region="list"] [data-row]')
}

const isInTable = ({ target }: KeyboardEvent) => target instanceof Element && target.closest('[data-row]') !== null

function withCurrent(act: (route: NonNullable<ReturnType<typeof currentRoute>>) => unknown): boolean {
  const route = currentRoute()
  if (route && routesPage.getState().view === 'table') act(route)
  return route !== null
}

/** With ⌘ or Ctrl, outside what is typed in. */
const modified: Record<string, () => boolean> = {
  z: () => Boolean(undo()),
  'shift z': () => Boolean(redo()),
  y: () => Boolean(redo()),
  d: () => withCurrent(duplicateRoute),
  backspace: () => withCurrent(deleteRoute),
}

/** The same, whatever has the focus. */
const everywhere: Record<string, () => boolean> = {
  s: () => Boolean(save()),
  n: () => Boolean(addCustomRoute()),
}

function step(by: 1 | -1): boolean {
  if (routesPage.getState().search.trim() !== '') return false
  return withCurrent((route) => moveRoute(route, route.index + by))
}

/** With ⌥ or Alt, in the table. */
const alternate: Record<string, () => boolean> = { arrowup: () => step(-1), arrowdown: () => step(1) }

function edit(): boolean {
  setEditorOpen(true)
  focusEditor()
  return true
}

/** Without a modifier, on a row. */
const plain: Record<string, () => boolean> = {
  enter: edit,
  ' ': () => withCurrent((route) => setRouteEnabled(route, !route.enabled)),
  delete: () => withCurrent(deleteRoute),
  backspace: () => withCurrent(deleteRoute),
}

/** The editor closes, then the search is cleared. */
function onEscape(): boolean {
  const { isEditorOpen, search } = routesPage.getState()
  if (isEditorOpen) {
    setEditorOpen(false)
    focusRow()
  } else if (search !== '') routesPage.setState({ search: '' })
  return true
}

function actionOf(event: KeyboardEvent): (() => boolean) | undefined {
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return undefined
    const name = event.shiftKey ? `shift ${key}` : key
    return everywhere[name] ?? (isInText(event) ? undefined : modified[name])
  }
  if (event.shiftKey) return undefined
  if (event.altKey) return isInTable(event) ? alternate[key] : undefined
  if (isInText(event)) return undefined
  if (key === 'escape') return onEscape
  return isOnRow(event) ? plain[key] : undefined
}

function onKeyDown(event: KeyboardEvent): void {
  // An open dialog or menu keeps the keys to itself.
  if (event.defaultPrevented || document.querySelector('[data-modal][data-open]')) return
  if (actionOf(event)?.()) event.preventDefault()
}

/** Returns the function that ends it. */
export function listenToRoutesKeys(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
