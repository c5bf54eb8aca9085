// Keeps every page on its own address: no navigation, no redirect, no new window, no webview, no WebRTC.
import type { App, WebContents } from 'electron'

/**
 * To be called before there is a page: whatever holds one later is guarded too.
 * @param mayNavigate which address a page may go to by itself; the development server's page reloads so
 */
export function guardPages(app: Pick<App, 'on'>, mayNavigate: (url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, mayNavigate))
}

function guardPage(contents: WebContents, mayNavigate: (url: string) => boolean): void {
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
  // No content security policy reaches it, and it asks for no permission as long as it only sends data.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
