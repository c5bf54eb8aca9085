// The keys of the Traffic page, beside those of the list itself.
import { isTyping } from '../../ui/is-typing.ts'
import { clearTraffic, copyAs, deleteExchanges, replay, togglePause } from './actions.ts'
import { openEdit } from './detail/exchange-dialogs-store.ts'
import { selectTab, stepTab } from './detail/exchange-tabs.ts'
import { focusList, focusPane } from './focus.ts'
import { clearFilters, selectedIds, setFollow, setPaneOpen, trafficView } from './store.ts'

/** Acts on the exchange that the keys stand on, if there is one. */
function withActive(act: (id: string) => unknown): void {
  const { active } = trafficView.getState().selection
  if (active !== null) act(active)
}

/** With ⌘ or Ctrl. */
const modified: Record<string, () => void> = {
  '.': () => void togglePause(),
  l: () => void clearTraffic(),
  r: () => withActive(replay),
  'shift r': () => withActive(openEdit),
  'shift c': () => withActive((id) => copyAs(id, 'curl')),
  e: () => document.querySelector<HTMLElement>('[data-export]')?.click(),
}

/** Does something with the pane's tabs; false where the pane is closed. */
function withTabs(act: () => void): boolean {
  const { isPaneOpen } = trafficView.getState()
  if (isPaneOpen) act()
  return isPaneOpen
}

function isIn(event: KeyboardEvent, region: string): boolean {
  return event.target instanceof Element && event.target.closest(`[data-region="${region}"]`) !== null
}

/** Back to the list, then the pane closes, then the filter is cleared. */
function onEscape(event: KeyboardEvent): boolean {
  if (isIn(event, 'pane')) focusList()
  else if (trafficView.getState().isPaneOpen) setPaneOpen(false)
  else clearFilters()
  return true
}

function openPane(event: KeyboardEvent): boolean {
  if (!isIn(event, 'list') || trafficView.getState().selection.active === null) return false
  setPaneOpen(true)
  focusPane()
  return true
}

function deleteSelected(event: KeyboardEvent): boolean {
  const ids = selectedIds()
  if (!isIn(event, 'list') || ids.length === 0) return false
  void deleteExchanges(ids)
  return true
}

function toggleFollow(): boolean {
  setFollow(!trafficView.getState().follow)
  return true
}

/** Without a modifier; false where the key does nothing now. */
const plain: Record<string, (event: KeyboardEvent) => boolean> = {
  f: toggleFollow,
  '[': () => withTabs(() => stepTab(-1)),
  ']': () => withTabs(() => stepTab(1)),
  escape: onEscape,
  enter: openPane,
  delete: deleteSelected,
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [number, () => withTabs(() => selectTab(number))])),
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return
  // An open dialog or menu keeps the keys to itself.
  if (document.querySelector('[data-modal][data-open]')) return
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) {
    const act = modified[event.shiftKey ? `shift ${key}` : key]
    if (!act) return
    event.preventDefault()
    act()
  } else if (!isTyping(event) && !event.shiftKey && plain[key]?.(event)) event.preventDefault()
}

/** Returns the function that ends it. */
export function listenToTrafficKeys(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
