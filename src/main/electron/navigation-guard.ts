// Keeps a window on its own page: no navigation, no redirect, no new window, no webview.
import type { WebContents } from 'electron'

/** `mayNavigate`: which address the page may go to by itself; the development server's page reloads so. */
export function guardNavigation(contents: WebContents, mayNavigate: (url: string) => boolean): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
