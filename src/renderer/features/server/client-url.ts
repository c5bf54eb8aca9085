// The address that clients are given: one that a request can be sent to.
import type { ServerState } from '../../../shared/server.ts'

const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

/** On every network there is no one address to send to: this computer's own stands for all. */
export function clientUrl({ host, port, url }: Pick<ServerState, 'host' | 'port' | 'url'>): string {
  const own = everywhere[host]
  return own === undefined ? url : `http://${own}:${port}`
}
