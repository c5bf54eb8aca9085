// The gateway's limits. Times are milliseconds.

export interface Limits {
  /** A message's whole header block, in bytes, either way. */
  headerBytes: number
  /** For a client to send its header block. */
  headersTimeout: number
  /** An idle client connection. */
  clientKeepAlive: number
  /** Client connections served at once; more wait. */
  clientConnections: number
  /** To open a connection to an upstream. */
  connectTimeout: number
  /** Sockets per upstream origin; more requests wait. */
  upstreamConnections: number
  /** An idle upstream connection. */
  upstreamKeepAlive: number
  /** What running exchanges get when the gateway closes. */
  drainTime: number
}

export const defaultLimits: Limits = {
  headerBytes: 64 * 1024,
  headersTimeout: 30_000,
  clientKeepAlive: 65_000,
  clientConnections: 1024,
  connectTimeout: 10_000,
  upstreamConnections: 256,
  upstreamKeepAlive: 60_000,
  drainTime: 10_000,
}
