// Puts `window.api` on the page where no preload has: in a browser, over a WebSocket to the host that served it.
import type { CallResult, EventName, EventPayload, WindowApi } from '../../shared/contract.ts'
import { callErrors } from '../../shared/errors.ts'
import { type HostMessage, webPaths } from '../../shared/web-messages.ts'
import { connection, tellReconnected } from '../connection.ts'
import { showToast } from '../ui/toast.tsx'
import { createLink, type Link, type LinkSocket, type LinkState } from './link.ts'
import { download, uploadChosenFile } from './page-files.ts'
import { plainClipboard } from './plain-clipboard.ts'

type Listener = (payload: EventPayload<EventName>) => void

/** Does nothing in the desktop app. */
export function installWebApi(): void {
  if (Reflect.has(window, 'api')) return
  const listeners = new Map<string, Set<Listener>>()
  const tell = (name: EventName, payload: unknown) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as EventPayload<EventName>)
  }
  const link: Link = createLink({
    openSocket,
    isSignedIn,
    onState: followState(),
    onMessage: (message) => take(message, link, tell),
  })
  const wake = () => {
    if (document.visibilityState === 'visible') link.wake()
  }
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  window.addEventListener('focus', wake)

  const api: WindowApi = {
    call: (name, input) => link.call(name, input) as Promise<CallResult<typeof name>>,
    openDropped: async () => ({
      ok: false,
      error: { code: 'not_in_browser', message: callErrors.not_in_browser },
    }),
    on(name, listener) {
      const ofName = listeners.get(name) ?? new Set<Listener>()
      listeners.set(name, ofName)
      // One function may subscribe twice, and each subscription ends by itself.
      const receive: Listener = (payload) => listener(payload as EventPayload<typeof name>)
      ofName.add(receive)
      return () => {
        ofName.delete(receive)
      }
    },
  }
  if (!('clipboard' in navigator)) Object.defineProperty(navigator, 'clipboard', { value: plainClipboard })
  Object.defineProperty(window, 'api', { value: Object.freeze(api) })
}

function take(
  message: Exclude<HostMessage, { kind: 'answer' | 'pong' }>,
  link: Link,
  tell: (name: EventName, payload: unknown) => void,
): void {
  switch (message.kind) {
    case 'event':
      return tell(message.name, message.payload)
    case 'resync':
      return tellReconnected()
    case 'download':
      return download(message.ticket)
    case 'choose-file':
      void giveFile(message.ticket, message.accept, link)
  }
}

async function giveFile(ticket: string, accept: string, link: Link): Promise<void> {
  try {
    if (!(await uploadChosenFile(ticket, accept))) link.send({ kind: 'no-file', ticket })
  } catch (error) {
    link.send({ kind: 'no-file', ticket })
    showToast({ title: error instanceof Error ? error.message : 'The file was not sent.', kind: 'danger' })
  }
}

function followState(): (state: LinkState) => void {
  let wasAway = false
  return (state) => {
    if (state === 'connecting') return
    connection.setState({ state })
    if (state === 'connected' && wasAway) tellReconnected()
    wasAway = state !== 'connected'
  }
}

function openSocket(): LinkSocket {
  const url = new URL(webPaths.socket, location.href)
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  return socket
}

async function isSignedIn(): Promise<boolean | null> {
  try {
    const { status } = await fetch(webPaths.session, { cache: 'no-store' })
    return status === 401 ? false : status === 204 ? true : null
  } catch {
    return null
  }
}
