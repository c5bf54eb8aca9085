// Moves the focus between the list and the detail pane.

const region = (name: string) => document.querySelector<HTMLElement>(`[data-region="${name}"]`)

export function focusList(): void {
  region('list')?.focus()
}

/** Once the pane is in the page. */
export function focusPane(): void {
  requestAnimationFrame(() => {
    const pane = region('pane')
    const tab = pane?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
    ;(tab ?? pane)?.focus()
  })
}
