// Starts and stops the gateway and tells its state, for the window and the command line alike.
import { createServer } from 'node:net'
import type { ServerState } from '../../shared/server.ts'
import type { Gateway } from './gateway.ts'
import { urlHost } from './guard.ts'

export interface ServerControl {
  readonly state: ServerState
  /** Never rejects: a failure is in the state. A port given here is kept for later starts. */
  start(port?: number): Promise<ServerState>
  stop(): Promise<ServerState>
}

export interface ServerControlOptions {
  gateway: Gateway
  host: string
  port: number
  onChange(state: ServerState): void
}

export function createServerControl({ gateway, host, port: firstPort, onChange }: ServerControlOptions): ServerControl {
  let wanted = firstPort
  let state = describe('stopped', wanted)
  let queue: Promise<unknown> = Promise.resolve()

  function describe(name: ServerState['state'], port: number, error: ServerState['error'] = null): ServerState {
    return { state: name, host, port, url: `http://${urlHost(host)}:${port}`, error }
  }

  const become = (next: ServerState) => {
    state = next
    onChange(next)
    return next
  }

  /** One after the other: a stop during a start waits for it. */
  const inTurn = (step: () => Promise<ServerState>) => {
    const result = queue.then(step)
    queue = result
    return result
  }

  return {
    get state() {
      return state
    },
    start: (port) =>
      inTurn(async () => {
        if (state.state === 'running' && (port === undefined || port === state.port)) return state
        if (state.state === 'running') await gateway.close()
        wanted = port ?? wanted
        become(describe('starting', wanted))
        try {
          const address = await gateway.listen({ host, port: wanted })
          return become(describe('running', address.port))
        } catch (error) {
          return become(describe('failed', wanted, await explain(error as NodeJS.ErrnoException, host, wanted)))
        }
      }),
    stop: () =>
      inTurn(async () => {
        if (state.state !== 'running') return become(describe('stopped', wanted))
        become(describe('stopping', state.port))
        await gateway.close()
        return become(describe('stopped', wanted))
      }),
  }
}

async function explain(error: NodeJS.ErrnoException, host: string, port: number): Promise<ServerState['error']> {
  if (error.code === 'EADDRINUSE') {
    return {
      code: 'port_in_use',
      message: `Port ${port} is in use by another program. Choose a free port, or quit that program and start again.`,
      freePort: await findFreePort(host, port + 1),
    }
  }
  const reasons: Record<string, string> = {
    EACCES: `this user may not listen on port ${port}`,
    EADDRNOTAVAIL: `${host} is no address of this machine`,
    ENOTFOUND: `${host} is no known name`,
  }
  const reason = reasons[error.code ?? ''] ?? error.code ?? error.message
  return { code: 'server_error', message: `Could not listen on ${urlHost(host)}:${port}: ${reason}.`, freePort: null }
}

/** The first of the next ports that can be listened on now; null where none of 20 can. */
async function findFreePort(host: string, from: number): Promise<number | null> {
  for (let port = from; port < from + 20 && port <= 65_535; port++) {
    if (await canListen(host, port)) return port
  }
  return null
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ host, port }, () => probe.close(() => resolve(true)))
  })
}
