// Tells who may call: the main frame of a window of the app, while it shows the app's own page.
import type { IsOurPage } from './our-page.ts'

interface Frame {
  readonly url: string
}

/** Of Electron's event, as much as tells who has sent it. `senderFrame` is null where the frame is gone by now. */
export interface Sent<Sender extends { readonly mainFrame: Frame }> {
  readonly sender: Sender
  readonly senderFrame: Frame | null
}

/** @param isWindow whether it is the page of a window, and not of anything else that may hold one */
export function createIsTrustedSender<Sender extends { readonly mainFrame: Frame }>(
  isOurPage: IsOurPage,
  isWindow: (sender: Sender) => boolean,
): (event: Sent<Sender>) => boolean {
  return ({ sender, senderFrame }) =>
    senderFrame !== null && senderFrame === sender.mainFrame && isWindow(sender) && isOurPage(senderFrame.url)
}
