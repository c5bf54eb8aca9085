// The clipboard over plain HTTP from another machine, where browsers have no `navigator.clipboard`.

/** Only during a press of a key or a button. */
export const plainClipboard = {
  async writeText(text: string): Promise<void> {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'visually-hidden'
    const focused = document.activeElement
    // In a dialog: one that is open keeps the focus to itself.
    const place = document.querySelector('[data-modal][data-open]') ?? document.body
    place.append(field)
    field.select()
    const isCopied = document.execCommand('copy')
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
    if (!isCopied) throw new Error('The clipboard did not take the text.')
  },
}
