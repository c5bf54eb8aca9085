// Starts, stops and moves the gateway and tells its state, for the window and the command line alike.
import type { ServerError, ServerState } from '../../shared/server.ts'
import { explainListenError, type FindPortOwner } from './explain-listen-error.ts'
import type { Gateway } from './gateway.ts'
import { urlHost } from './guard.ts'

export interface ServerControl {
  readonly state: ServerState
  /** Never rejects: a failure is in the state. A port given here is kept for later starts. */
  start(port?: number): Promise<ServerState>
  stop(): Promise<ServerState>
  /**
   * To another address, for later starts too; running requests end on the old one. A server that failed is started.
   * Never rejects: where it cannot listen there, `error` says why and it listens where it did.
   */
  move(to: Partial<Address>): Promise<Moved>
}

interface Address {
  host: string
  port: number
}

interface Moved {
  state: ServerState
  error: ServerError | null
}

export interface ServerControlOptions {
  gateway: Gateway
  host: string
  port: number
  onChange(state: ServerState): void
  /** Names the program that holds a port; left out, none is named. */
  findPortOwner?: FindPortOwner
}

export function createServerControl(options: ServerControlOptions): ServerControl {
  const { gateway, onChange, findPortOwner = async () => null } = options
  let wanted: Address = { host: options.host, port: options.port }
  /** The addresses that were left, the newest last, each until its last request has ended. */
  let left: readonly string[] = []
  let state = describe('stopped', wanted)
  let queue: Promise<unknown> = Promise.resolve()

  function describe(name: ServerState['state'], { host, port }: Address, error: ServerError | null = null) {
    return { state: name, host, port, url: urlOf({ host, port }), leaving: left.at(-1) ?? null, error }
  }

  const become = (next: ServerState) => {
    state = next
    onChange(next)
    return next
  }

  /** One after the other: a stop during a start waits for it. */
  const inTurn = <Result>(step: () => Promise<Result>) => {
    const result = queue.then(step)
    queue = result
    return result
  }

  const explain = (error: unknown, address: Address) =>
    explainListenError(error as NodeJS.ErrnoException, address, findPortOwner)

  const listen = async (): Promise<ServerState> => {
    become(describe('starting', wanted))
    try {
      return become(describe('running', await gateway.listen(wanted)))
    } catch (error) {
      return become(describe('failed', wanted, await explain(error, wanted)))
    }
  }

  /** Until the last request to it has ended, the state tells of the address that was left. */
  const follow = async (address: Address, ended: Promise<void>) => {
    const url = urlOf(address)
    left = [...left, url]
    await ended
    left = left.toSpliced(left.indexOf(url), 1)
    become({ ...state, leaving: left.at(-1) ?? null })
  }

  const moveRunning = async (to: Address): Promise<Moved> => {
    const from = state
    become(describe('starting', to))
    try {
      const { address, left: ended } = await gateway.move(to)
      wanted = to
      void follow(from, ended)
      return { state: become(describe('running', address)), error: null }
    } catch (cause) {
      const error = await explain(cause, to)
      // What it left may have been taken by another program meanwhile.
      const isBack = gateway.isListening
      return { state: become(isBack ? describe('running', from) : describe('failed', from, error)), error }
    }
  }

  const move = async (to: Partial<Address>): Promise<Moved> => {
    // A port that was free when it was taken is kept: 0 would take another.
    const next = {
      host: to.host ?? wanted.host,
      port: to.port ?? (state.state === 'running' ? state.port : wanted.port),
    }
    if (state.state === 'running') {
      if (next.host === state.host && next.port === state.port) return { state, error: null }
      return moveRunning(next)
    }
    wanted = next
    if (state.state === 'stopped') return { state: become(describe('stopped', wanted)), error: null }
    const started = await listen()
    return { state: started, error: started.error }
  }

  return {
    get state() {
      return state
    },
    start: (port) =>
      inTurn(async () => {
        if (state.state === 'running') {
          if (port === undefined || port === state.port) return state
          return (await move({ port })).state
        }
        wanted = { ...wanted, port: port ?? wanted.port }
        return listen()
      }),
    stop: () =>
      inTurn(async () => {
        if (state.state !== 'running') {
          await gateway.close()
          return become(describe('stopped', wanted))
        }
        become(describe('stopping', state))
        await gateway.close()
        return become(describe('stopped', wanted))
      }),
    move: (to) => inTurn(() => move(to)),
  }
}

/** The address to give to a client. */
function urlOf({ host, port }: Address): string {
  return `http://${urlHost(host)}:${port}`
}
