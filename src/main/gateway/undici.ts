// The parts of undici that the gateway uses, each by its own file: the package's main file also loads fetch,
// WebSocket, caches and more, which costs 50 ms and 16 MB at every start (undici 7.30, Node 24).
import errors from 'undici/lib/core/errors.js'
import symbols from 'undici/lib/core/symbols.js'

export { default as buildConnector } from 'undici/lib/core/connect.js'
export { default as Client } from 'undici/lib/dispatcher/client.js'

export const { HeadersTimeoutError, BodyTimeoutError, InformationalError } = errors

/**
 * Where a client keeps its requests, the place of the first that is not yet sent, how many there are, and the socket
 * it sends on; and where that keeps its parser.
 */
export const { kQueue, kPendingIdx, kSize, kSocket, kParser } = symbols
