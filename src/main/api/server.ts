// Calls that start, stop and move the server.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

type Names = 'server.get' | 'server.start' | 'server.stop' | 'server.move'

export function serverHandlers({ server, settings }: Pick<Services, 'server' | 'settings'>): Pick<CallHandlers, Names> {
  return {
    'server.get': () => server.state,
    'server.start': async ({ port }) => {
      const state = await server.start(port)
      if (port !== undefined) settings.update({ port })
      return state
    },
    'server.stop': () => server.stop(),
    'server.move': async ({ host, port }) => {
      const to = { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) }
      const moved = await server.move(to)
      if (moved.error === null && Object.keys(to).length > 0) settings.update(to)
      return moved
    },
  }
}
