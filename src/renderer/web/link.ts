// The line from a page in a browser to its host: calls with their answers, and a new socket whenever one breaks.
import type { CallName, CallResult } from '../../shared/contract.ts'
import { callErrors } from '../../shared/errors.ts'
import type { HostMessage, PageMessage } from '../../shared/web-messages.ts'
import { decodeWire, encodeWire, largestMessage } from '../../shared/wire.ts'

/** As much of a WebSocket as the line needs. */
export type LinkSocket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onclose' | 'onmessage'>

export interface Link {
  call(name: CallName, input: unknown): Promise<CallResult<CallName>>
  send(message: PageMessage): void
  /** The computer has woken or the network is back: looks at once whether the line holds. */
  wake(): void
  close(): void
}

export type LinkState = 'connecting' | 'connected' | 'away' | 'signed-out'

export interface LinkOptions {
  /** Its binary messages come as ArrayBuffers. */
  openSocket(): LinkSocket
  /** Whether the host knows this browser; null where it does not answer. */
  isSignedIn(): Promise<boolean | null>
  /** All but the answers. */
  onMessage(message: Exclude<HostMessage, { kind: 'answer' | 'pong' }>): void
  onState(state: LinkState): void
  /** Milliseconds before the second try; each further one waits twice as long, up to the last. */
  firstPause?: number
  longestPause?: number
  /** Milliseconds in which a line that holds answers, and a new one has to be there. */
  patience?: number
  openPatience?: number
}

type Settle = (result: CallResult<CallName>) => void

const failure = (message: string): CallResult<CallName> => ({ ok: false, error: { code: 'disconnected', message } })
const neverSent = failure(callErrors.disconnected)
const unanswered = failure('The connection to Throughline broke before the answer came.')
const tooLarge: CallResult<CallName> = {
  ok: false,
  error: { code: 'invalid_input', message: 'This is too large to be sent from a browser.' },
}

/** Connects at once. */
export function createLink(options: LinkOptions): Link {
  const { openSocket, isSignedIn, onMessage, onState } = options
  const { firstPause = 250, longestPause = 10_000, patience = 3_000, openPatience = 10_000 } = options
  let state: LinkState = 'connecting'
  let socket: LinkSocket | null = null
  let calls = 0
  const asked = new Map<number, Settle>()
  /** Calls that came before the first connection. */
  let early: (string | Blob)[] = []
  let tries = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let probe: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const become = (next: LinkState) => {
    if (next === state) return
    state = next
    onState(next)
  }

  const settleAll = (result: CallResult<CallName>) => {
    const waiting = [...asked.values()]
    asked.clear()
    early = []
    for (const settle of waiting) settle(result)
  }

  const connect = () => {
    clearTimeout(retry)
    if (isClosed || socket !== null) return
    const next = openSocket()
    let isOpen = false
    socket = next
    probe = setTimeout(() => abandon(next, false), openPatience)
    next.onopen = () => {
      isOpen = true
      clearTimeout(probe)
      const waiting = early
      early = []
      become('connected')
      for (const data of waiting) next.send(data)
    }
    next.onmessage = ({ data }) => receive(data)
    next.onclose = () => void lost(next, isOpen)
  }

  /** It does not say by itself that it is of no use. */
  const abandon = (useless: LinkSocket, wasOpen: boolean) => {
    useless.onclose = null
    useless.close()
    void lost(useless, wasOpen)
  }

  const lost = async (broken: LinkSocket, wasOpen: boolean) => {
    if (broken !== socket) return
    socket = null
    clearTimeout(probe)
    const known = wasOpen || isClosed ? null : await isSignedIn()
    if (isClosed || socket !== null) return
    become(known === false ? 'signed-out' : 'away')
    settleAll(wasOpen ? unanswered : neverSent)
    // Another tab may sign in: that shows when the user comes back to this one.
    if (known === false) return
    const pause = tries === 0 ? 0 : Math.min(longestPause, firstPause * 2 ** (tries - 1))
    tries += 1
    // Pages that broke off together do not come back together.
    retry = setTimeout(connect, pause * (0.75 + Math.random() / 2))
  }

  const receive = (data: unknown) => {
    clearTimeout(probe)
    tries = 0
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : null
    const message = decodeWire(bytes ?? String(data)) as HostMessage
    if (message.kind === 'answer') {
      const settle = asked.get(message.id)
      asked.delete(message.id)
      // JSON has no undefined, which is what many calls answer.
      const { result } = message
      settle?.(result.ok && !('value' in result) ? ({ ok: true, value: undefined } as typeof result) : result)
    } else if (message.kind !== 'pong') onMessage(message)
  }

  connect()
  return {
    call(name, input) {
      if (state === 'away' || state === 'signed-out') return Promise.resolve(neverSent)
      calls += 1
      const id = calls
      const message: PageMessage = { kind: 'call', id, name, ...(input === undefined ? {} : { input }) }
      const data = encode(message)
      if (sizeOf(data) > largestMessage) return Promise.resolve(tooLarge)
      return new Promise((resolve) => {
        asked.set(id, resolve)
        if (state === 'connecting') early.push(data)
        else socket?.send(data)
      })
    },
    send(message) {
      if (state === 'connected') socket?.send(encode(message))
    },
    wake() {
      if (state === 'connecting') return
      if (state !== 'connected') {
        tries = 0
        return connect()
      }
      // A socket that slept looks open until somebody speaks.
      const current = socket
      if (current === null) return
      current.send(encode({ kind: 'ping' }))
      clearTimeout(probe)
      probe = setTimeout(() => abandon(current, true), patience)
    },
    close() {
      isClosed = true
      clearTimeout(retry)
      clearTimeout(probe)
      socket?.close()
      settleAll(neverSent)
    },
  }
}

function encode(message: PageMessage): string | Blob {
  const encoded = encodeWire(message)
  return typeof encoded === 'string' ? encoded : new Blob(encoded as Uint8Array<ArrayBuffer>[])
}

/** In bytes, at most: a character takes up to three of UTF-8. */
function sizeOf(data: string | Blob): number {
  return typeof data === 'string' ? data.length * 3 : data.size
}
