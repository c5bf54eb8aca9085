// Moves the focus between the list and the detail pane, and keeps it while the list is away.

const region = (name: string) => document.querySelector<HTMLElement>(`[data-region="${name}"]`)

/** The list had the focus when it went away, as where nothing matches. */
let isListAwaited = false

export function focusList(): void {
  const list = region('list')
  if (list) list.focus()
  else if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur()
    isListAwaited = true
  }
}

/** The list goes away: it gets the focus back when it comes again, unless the user has moved on by then. */
export function listLeaves(list: HTMLElement): void {
  isListAwaited = list.contains(document.activeElement)
}

export function listReturns(list: HTMLElement): void {
  if (isListAwaited && document.activeElement === document.body) list.focus()
  isListAwaited = false
}

function focusTab(pane: HTMLElement | null): void {
  const tab = pane?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
  ;(tab ?? pane)?.focus()
}

/** Once the pane is in the page. */
export function focusPane(): void {
  requestAnimationFrame(() => focusTab(region('pane')))
}

/** The pane has its tabs now: where it had the focus itself until then, that goes on to them. */
export function paneIsLoaded(): void {
  const pane = region('pane')
  if (document.activeElement === pane) focusTab(pane)
}
