// Tells by a notification of the system that a route's upstream fails; a click shows the route's traffic.
import { BrowserWindow, Notification } from 'electron'
import type { WindowRequests } from '../api/window-requests.ts'
import type { Failing } from '../inspector/failure-watch.ts'
import { describeFailing } from './failing-words.ts'

export interface FailureNoticesOptions {
  isOn(): boolean
  openWindow(): void
  windowRequests: Pick<WindowRequests, 'add'>
}

export function createFailureNotices({ isOn, openWindow, windowRequests }: FailureNoticesOptions) {
  /** Held until they are gone: a notification that is collected does not hear its click. */
  const shown = new Set<Notification>()
  return (failing: Failing): void => {
    // Who looks at the window sees it there.
    if (!isOn() || BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return
    const notification = new Notification({ title: `${failing.route} is failing`, body: describeFailing(failing) })
    shown.add(notification)
    const forget = () => shown.delete(notification)
    notification.on('close', forget)
    notification.on('failed', forget)
    notification.on('click', () => {
      forget()
      windowRequests.add({ kind: 'traffic', route: failing.route })
      openWindow()
    })
    notification.show()
  }
}
