// Denies pages what is not the app's own: permissions but writing text to the clipboard, devices, the network, downloads.
import type { App, CommandLine, Session } from 'electron'
import type { IsOurPage } from './our-page.ts'

/** Whatever leaves the app's own scheme; what a page makes in itself, such as blob: and data:, goes nowhere. */
const networkUrls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*']

/**
 * Lets Chromium find no address at all, be it a name or a number: what no policy and no handler reaches, such as WebRTC
 * over TCP, comes to nothing. The gateway is none of Chromium's. To be called before Electron is ready.
 * @param developmentUrl what the page may reach all the same
 */
export function closeNetwork(commandLine: Pick<CommandLine, 'appendSwitch'>, developmentUrl: string | null): void {
  const but = developmentUrl === null ? '' : `, EXCLUDE ${new URL(developmentUrl).hostname}`
  commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${but}`)
}

/** To be called before there is a session: the window's own is guarded, and any that is made later. */
export function guardSessions(app: Pick<App, 'on'>, isOurPage: IsOurPage): void {
  app.on('session-created', (session) => guardSession(session, isOurPage))
}

function guardSession(session: Session, isOurPage: IsOurPage): void {
  const isGranted = (permission: string, url: string) => permission === 'clipboard-sanitized-write' && isOurPage(url)
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isGranted(permission, details.requestingUrl ?? ''))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  // The content security policy says so too, for what it reaches. The development server's page is ours.
  session.webRequest.onBeforeRequest({ urls: networkUrls }, ({ url }, callback) =>
    callback({ cancel: !isOurPage(url.replace(/^ws/, 'http')) }),
  )
  session.on('will-download', (event) => event.preventDefault())
}
