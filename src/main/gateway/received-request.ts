// A request's head, read once: what guard, auth and forwarding each need of the raw headers.
import type { IncomingMessage } from 'node:http'

export interface ReceivedHead {
  /** Name, value, name, value, … as they came, without the replay's own. */
  readonly raw: readonly string[]
  /** The names in lower case: names[i] belongs to raw[2 * i] and raw[2 * i + 1]. */
  readonly names: readonly string[]
  readonly host: string | null
  /** More than one Host field stands in the request. */
  readonly repeatedHost: boolean
  readonly origin: string | null
  readonly secFetchSite: string | null
  /** Content-Length above 0, or Transfer-Encoding: a body follows. */
  readonly hasBody: boolean
  /** Bytes that Content-Length declares; null where it is absent. */
  readonly contentLength: number | null
  /** Names that Connection lists, in lower case: hop-by-hop for this message (RFC 9110 7.6.1). */
  readonly connectionNames: readonly string[]
  /** What stands in the one replay header; null where there is none, or more than one. */
  readonly replayToken: string | null
}

/** Says that a request repeats an exchange: between the app and its gateway only, so nobody else sees it. */
const replayHeader = 'x-throughline-replay'

const none: readonly string[] = []

export function readHead(request: IncomingMessage): ReceivedHead {
  let raw = request.rawHeaders
  let names = new Array<string>(raw.length / 2)
  let host: string | null = null
  let repeatedHost = false
  let origin: string | null = null
  let secFetchSite: string | null = null
  let hasBody = false
  let contentLength: number | null = null
  let connectionNames = none
  let replayToken: string | null = null
  let replays = 0
  for (let i = 0; i < names.length; i++) {
    const name = (raw[2 * i] as string).toLowerCase()
    names[i] = name
    const value = raw[2 * i + 1] as string
    switch (name) {
      case 'host':
        repeatedHost = host !== null
        host = value
        break
      case 'origin':
        origin = value
        break
      case 'sec-fetch-site':
        secFetchSite = value
        break
      case 'content-length':
        contentLength = Number(value)
        hasBody = contentLength > 0
        break
      case 'transfer-encoding':
        hasBody = true
        break
      case 'connection':
        if (value !== 'keep-alive' && value !== 'close') {
          connectionNames = connectionNames.concat(
            value
              .toLowerCase()
              .split(',')
              .map((part) => part.trim()),
          )
        }
        break
      case replayHeader:
        replays++
        replayToken = replays === 1 ? value : null
        break
    }
  }
  if (replays > 0) {
    raw = withoutReplay(raw, names)
    names = names.filter((name) => name !== replayHeader)
  }
  return { raw, names, host, repeatedHost, origin, secFetchSite, hasBody, contentLength, connectionNames, replayToken }
}

function withoutReplay(raw: readonly string[], names: readonly string[]): string[] {
  return raw.filter((_, i) => names[i >> 1] !== replayHeader)
}

/** The first value of a header, by its name in lower case. */
export function headerValue(head: ReceivedHead, name: string): string | null {
  const index = head.names.indexOf(name)
  return index === -1 ? null : (head.raw[2 * index + 1] as string)
}
