// A window.api over made-up exchanges, for the harness alone.
import type { CallInput, CallName, EventName, EventPayload, WindowApi } from '../../../../src/shared/contract.ts'
import type { CallErrorCode } from '../../../../src/shared/errors.ts'
import type { StreamMessage } from '../../../../src/shared/exchange-detail.ts'
import { made } from './exchanges.ts'

type Listener = (payload: never) => void

class Refusal extends Error {
  readonly code: CallErrorCode
  constructor(code: CallErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

function find(id: string) {
  const found = made[id]
  if (!found) throw new Refusal('not_found', 'The exchange is no longer kept.')
  return found
}

type Answers = { [Name in CallName]?: (input: CallInput<Name>) => unknown }

const answers: Answers = {
  'exchanges.detail': ({ id }) => find(id).detail(),
  'exchanges.body': ({ id, side, offset, length }) => {
    const bytes = find(id)[side === 'request' ? 'requestBody' : 'responseBody'] ?? new Uint8Array(0)
    const part = bytes.subarray(offset, offset + length)
    return {
      bytes: part,
      offset,
      total: bytes.length,
      isEnd: offset + part.length >= bytes.length,
      charset: 'utf-8',
      problems: find(id).problems ?? [],
    }
  },
  'exchanges.messages': ({ id, from, count }) => {
    const messages = find(id).messages?.() ?? []
    return { total: messages.length, messages: messages.slice(from, from + count), problems: [] }
  },
  'exchanges.message': ({ id, index }) => {
    const message = find(id).messages?.()[index] as StreamMessage
    return { bytes: new TextEncoder().encode(message.preview), isText: true }
  },
  'exchanges.llm': ({ id }) => find(id).llm ?? null,
  'exchanges.get': () => [],
  'exchanges.pin': () => undefined,
  'exchanges.replay': () => {
    throw new Refusal('server_stopped', 'The server is stopped.')
  },
  'exchanges.snippet': () => ({ text: 'curl …', variables: ['COHERE_API_KEY'] }),
  'prices.get': () => ({
    isEdited: false,
    prices: [
      {
        pattern: 'claude-sonnet-4*',
        input: 3,
        cachedInput: 0.3,
        cacheWrite: 3.75,
        output: 15,
        source: null,
        date: null,
      },
    ],
  }),
}

export function fakeApi(): WindowApi {
  const listeners = new Map<string, Set<Listener>>()
  setInterval(() => {
    const live = Object.values(made)
      .map((each) => each.detail().summary)
      .filter(({ state }) => state !== 'ended')
    for (const listener of listeners.get('exchanges.changed') ?? []) listener(live as never)
  }, 100)
  return {
    call: async (name, input) => {
      try {
        const answer = answers[name] as ((input: unknown) => unknown) | undefined
        if (!answer) throw new Refusal('unknown_call', `The harness does not answer ${name}.`)
        return { ok: true, value: answer(input) as never }
      } catch (error) {
        const { code, message } = error instanceof Refusal ? error : new Refusal('internal', String(error))
        return { ok: false, error: { code, message } }
      }
    },
    on: <Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void) => {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own)
      own.add(listener as Listener)
      return () => own.delete(listener as Listener)
    },
  }
}
