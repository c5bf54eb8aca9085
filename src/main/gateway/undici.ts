// The parts of undici that the gateway uses, each by its own file: the package's main file also loads fetch,
// WebSocket, caches and more, which costs 50 ms and 16 MB at every start (undici 7.30, Node 24).
import errors from 'undici/lib/core/errors.js'
import symbols from 'undici/lib/core/symbols.js'

export { default as buildConnector } from 'undici/lib/core/connect.js'
export { default as Agent } from 'undici/lib/dispatcher/agent.js'

export const { HeadersTimeoutError, BodyTimeoutError } = errors

/** Where a client keeps its requests, and the place of the first that is not yet sent. */
export const { kQueue, kPendingIdx } = symbols
