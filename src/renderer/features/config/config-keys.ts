// The keys for the config file on every page: open another one, save this one.
import { isBrowser } from '../../app-info.ts'
import { save } from '../routes/actions.ts'
import { openFile } from './file-actions.ts'

/** With ⌘ or Ctrl. */
const actions: Record<string, () => Promise<unknown>> = { o: () => openFile(), s: save }

function onKeyDown(event: KeyboardEvent): void {
  // A page's own meaning of a key goes first.
  if (event.defaultPrevented || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
  const key = event.key.toLowerCase()
  const action = actions[key]
  // A browser's own Open is left to it.
  if (!action || (key === 'o' && isBrowser())) return
  event.preventDefault()
  // An open dialog keeps the keys to itself.
  if (!document.querySelector('[data-modal][data-open]')) void action()
}

/** Returns the function that ends it. */
export function listenToConfigKeys(): () => void {
  // Behind the pages' listeners, which stand at the document.
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
