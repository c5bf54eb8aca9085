// Denies every permission that a page can ask for, but writing text to the clipboard.
import type { Session } from 'electron'
import type { IsOurPage } from './our-page.ts'

export function guardSession(session: Session, isOurPage: IsOurPage): void {
  const isGranted = (permission: string, url: string) => permission === 'clipboard-sanitized-write' && isOurPage(url)
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isGranted(permission, details.requestingUrl ?? ''))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
}
