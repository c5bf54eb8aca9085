// Moves the focus between the routes and the editor, once what it goes to is in the page.

/** About half a second. */
const mostFrames = 30

function whenThere(find: () => HTMLElement | null | undefined, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const element = find()
    if (element) element.focus()
    else if (frames > 0) whenThere(find, frames - 1)
  })
}

const row = () => document.querySelector<HTMLElement>('[data-region="list"] [data-row][tabindex="0"]')

/** To the row that the keys start from. */
export function focusRow(): void {
  whenThere(row)
}

/** To the editor's first field, once its route has been loaded. */
export function focusEditor(): void {
  whenThere(() => {
    // The user has gone elsewhere meanwhile.
    if (document.querySelector('[data-modal][data-open]')) return document.activeElement as HTMLElement
    return document.querySelector<HTMLElement>('[data-region="pane"] [data-first-field]')
  })
}
