// The keys that work in the whole window: the palette, pages, regions and the search field.
import { togglePalette } from './features/palette/store.ts'
import { numberedPages, openPage } from './pages.ts'
import { isTyping } from './ui/is-typing.ts'

const tabbable = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]'

/** Moves to the next region of the window that can take the focus; round and round. */
function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const from = regions.findIndex((region) => region.contains(document.activeElement))
  for (let count = 1; count <= regions.length; count += 1) {
    const start = from < 0 && step < 0 ? regions.length : from
    const region = regions[(start + step * count + regions.length * 2) % regions.length]
    const target = region?.matches('[tabindex="0"]')
      ? region
      : [...(region?.querySelectorAll<HTMLElement>(tabbable) ?? [])].find((element) => element.tabIndex >= 0)
    if (target) {
      target.focus()
      return
    }
  }
}

function onKeyDown(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    togglePalette()
    return
  }
  // An open dialog or menu keeps the keys to itself.
  if (document.querySelector('[data-modal][data-open]')) return
  if (event.key === 'F6') {
    event.preventDefault()
    // The toasts would take the key for themselves; they are one of the regions.
    event.stopPropagation()
    focusRegion(event.shiftKey ? -1 : 1)
    return
  }
  if (event.altKey || event.shiftKey) return
  const modified = event.ctrlKey || event.metaKey
  const page = modified ? numberedPages[Number(event.key) - 1] : undefined
  const search = document.querySelector<HTMLElement>('[data-search]')
  if (page) {
    event.preventDefault()
    openPage(page)
  } else if (modified && event.key === ',') {
    event.preventDefault()
    openPage('settings')
  } else if (
    search &&
    ((modified && event.key.toLowerCase() === 'f') || (!modified && event.key === '/' && !isTyping(event)))
  ) {
    event.preventDefault()
    search.focus()
  }
}

/** Returns the function that ends it. */
export function listenToKeys(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
