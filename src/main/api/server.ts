// Calls that start and stop the server.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function serverHandlers({
  server,
  settings,
}: Pick<Services, 'server' | 'settings'>): Pick<CallHandlers, 'server.get' | 'server.start' | 'server.stop'> {
  return {
    'server.get': () => server.state,
    'server.start': async ({ port }) => {
      const state = await server.start(port)
      if (port !== undefined) settings.update({ port })
      return state
    },
    'server.stop': () => server.stop(),
  }
}
