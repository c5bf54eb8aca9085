// Joins windows and main: one channel for calls, one for events, and only for the app's own page.
import { BrowserWindow, ipcMain, type WebContents } from 'electron'
import type { CallName, CallResult } from '../../shared/contract.ts'
import { callErrors } from '../../shared/errors.ts'
import { callChannel, dropChannel, eventChannel } from '../../shared/ipc-channels.ts'
import type { DispatchCall } from '../api/dispatch-call.ts'
import type { Publish } from '../api/publish-events.ts'
import type { IsOurPage } from './our-page.ts'
import { createIsTrustedSender } from './trusted-sender.ts'

const forbidden: CallResult<CallName> = {
  ok: false,
  error: { code: 'forbidden_sender', message: callErrors.forbidden_sender },
}

export function answerCalls(dispatch: DispatchCall, isOurPage: IsOurPage): void {
  const isTrusted = createIsTrustedSender(
    isOurPage,
    (sender: WebContents) => BrowserWindow.fromWebContents(sender) !== null,
  )
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    isTrusted(event) && name !== byDropAlone ? dispatch(name, input) : forbidden,
  )
  ipcMain.handle(dropChannel, (event, path: unknown) =>
    isTrusted(event) ? dispatch(byDropAlone, { path }) : forbidden,
  )
}

/** The preload takes the path from the dropped file, so the page cannot name one. */
const byDropAlone: CallName = 'config.openDropped'

/**
 * Sends to every window whose page is ours. A page that is still loading may miss an event: it
 * subscribes before it asks for a snapshot, so nothing is lost.
 */
export function createPublish(isOurPage: IsOurPage): Publish {
  return (name, payload) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.isDestroyed() || webContents.isCrashed() || !isOurPage(webContents.mainFrame.url)) continue
      webContents.send(eventChannel, name, payload)
    }
  }
}
