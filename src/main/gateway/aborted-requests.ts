// Keeps undici from opening a new connection for a request that was aborted.
import type { Dispatcher } from 'undici'
import { kPendingIdx, kQueue } from './undici.ts'

/**
 * To be called when a connection has ended, before its client goes on. undici (7.30) puts the request that
 * was under way on an aborted connection back into the line, and looks at whether it was aborted only when it
 * has connected anew: every client that leaves would cost the upstream a connection, and us a TLS handshake.
 */
export function dropAborted(client: Dispatcher): void {
  const inner = client as unknown as Record<symbol, unknown>
  const queue = inner[kQueue] as ({ aborted: boolean } | null)[]
  const next = inner[kPendingIdx] as number
  while (queue[next]?.aborted) queue.splice(next, 1)
}
