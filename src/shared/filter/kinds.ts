// The words that `type:`, `outcome:` and `is:` take, and what each says of an exchange.
import { type ExchangeSummary, outcomes } from '../exchange.ts'

export type Condition = (summary: ExchangeSummary) => boolean

/**
 * Whether the exchange failed: a server error, or Throughline could not carry it through. A client that left
 * is no error.
 */
export function isFailure({ outcome, status }: ExchangeSummary): boolean {
  if (outcome === 'upstream_error' || outcome === 'timeout' || outcome === 'refused') return true
  return outcome === 'ok' && status !== null && status >= 500
}

export function isSse({ stream, mediaType }: ExchangeSummary): boolean {
  return stream === 'sse' || mediaType === 'text/event-stream'
}

export function isWebSocket({ stream }: ExchangeSummary): boolean {
  return stream === 'websocket'
}

const ofMediaType =
  (pattern: RegExp): Condition =>
  ({ mediaType }) =>
    mediaType !== null && pattern.test(mediaType)

/** Of the response. */
export const typeConditions: Readonly<Record<string, Condition>> = {
  sse: isSse,
  websocket: isWebSocket,
  json: ofMediaType(/json/),
  html: ofMediaType(/^(?:text\/html|application\/xhtml\+xml)$/),
  xml: ofMediaType(/^(?!image\/|application\/xhtml).*[/+]xml\b/),
  css: ofMediaType(/^text\/css$/),
  javascript: ofMediaType(/^(?:text|application)\/(?:x-)?(?:java|ecma)script$/),
  text: ofMediaType(/^text\/(?!event-stream$)/),
  image: ofMediaType(/^image\//),
  audio: ofMediaType(/^audio\//),
  video: ofMediaType(/^video\//),
  error: isFailure,
}

export const outcomeConditions: Readonly<Record<string, Condition>> = Object.fromEntries(
  outcomes.map((outcome) => [outcome, (summary: ExchangeSummary) => summary.outcome === outcome]),
)

export const stateConditions: Readonly<Record<string, Condition>> = {
  live: ({ state }) => state !== 'ended',
  error: isFailure,
  aborted: ({ outcome }) => outcome === 'client_closed',
  pinned: ({ isPinned }) => isPinned,
  replay: ({ source }) => source === 'replay',
  import: ({ source }) => source === 'import',
  sse: isSse,
  ws: isWebSocket,
}

/** Other words for the same, so that nobody has to know which one it is. */
export const choiceAliases: Readonly<Record<string, string>> = {
  ws: 'websocket',
  websocket: 'ws',
  js: 'javascript',
  imported: 'import',
  replayed: 'replay',
}
