// The server's state, and starting and stopping it.
import type { ServerState } from '../../../shared/server.ts'
import { call, on } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'
import { clientUrl } from './client-url.ts'

export const server = createLiveValue<ServerState>({
  get: () => call('server.get'),
  listen: (listener) => on('server.changed', listener),
})

/** The server's address for clients, as it is known now; empty before it is. */
export function currentUrl(): string {
  const state = server.store.getState().value
  return state ? clientUrl(state) : ''
}

/** With a port, main keeps that port for the next start too. */
export async function startServer(port?: number): Promise<void> {
  server.set(await call('server.start', port === undefined ? {} : { port }))
}

export async function stopServer(): Promise<void> {
  server.set(await call('server.stop'))
}
