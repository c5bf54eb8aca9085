// Takes the links to the app's own scheme that the system hands over, and shows in the window what they would add.
import { app } from 'electron'
import type { WindowRequests } from '../api/window-requests.ts'
import { linkArgument, linkScheme, readRouteLink } from './route-link.ts'

export interface LinkRequests {
  /** Also answers those that came before. */
  answer(options: { windowRequests: Pick<WindowRequests, 'add'>; openWindow(): void }): void
  /** Whether a start, by its arguments, is about a link alone. */
  take(argv: readonly string[]): boolean
}

/** To be called before Electron is ready: macOS names the link that the app was started with as early as that. */
export function collectLinks(argv: readonly string[]): LinkRequests {
  const early: string[] = []
  let open = (link: string) => {
    early.push(link)
  }
  const take = (given: readonly string[]) => {
    const link = linkArgument(given)
    if (link !== null) open(link)
    return link !== null
  }
  // A program that is not installed would stand in the way of the one that is.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  app.on('open-url', (event, link) => {
    event.preventDefault()
    open(link)
  })
  take(argv)
  return {
    answer({ windowRequests, openWindow }) {
      open = (link) => {
        const { fields, problem } = readRouteLink(link)
        if (fields === null) windowRequests.add({ kind: 'notice', words: problem, isDanger: true })
        else windowRequests.add({ kind: 'offer-route', fields })
        openWindow()
      }
      for (const link of early) open(link)
    },
    take,
  }
}
