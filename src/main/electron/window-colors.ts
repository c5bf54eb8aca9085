// The colours that the system draws of a window, as in the window's tokens.css.

export interface WindowColors {
  /** --bg-surface: what shows before the page has painted. */
  background: string
  /** --bg-chrome: behind the system's window buttons. */
  chrome: string
  /** --text-2: the buttons' symbols. */
  symbols: string
}

export const windowColors: Readonly<Record<'light' | 'dark', WindowColors>> = {
  light: { background: '#ffffff', chrome: '#f0f0f2', symbols: '#52525c' },
  dark: { background: '#19191c', chrome: '#131315', symbols: '#adadb7' },
}
