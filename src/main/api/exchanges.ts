// Calls about the recorded exchanges: the list, one in full, and what happens to them.
import type { CallHandlers } from '../../shared/contract.ts'
import { findExchange } from './find-exchange.ts'
import type { Services } from './services.ts'

type Names =
  | 'exchanges.get'
  | 'exchanges.clear'
  | 'exchanges.delete'
  | 'exchanges.restore'
  | 'exchanges.pin'
  | 'exchanges.detail'
  | 'exchanges.body'
  | 'exchanges.messages'
  | 'exchanges.message'
  | 'exchanges.llm'

export function exchangesHandlers({
  recorder,
  inspector,
}: Pick<Services, 'recorder' | 'inspector'>): Pick<CallHandlers, Names> {
  return {
    'exchanges.get': () => recorder.list(),
    'exchanges.clear': () => {
      recorder.clear()
      return undefined
    },
    'exchanges.delete': ({ ids }) => {
      recorder.remove(ids)
      return undefined
    },
    'exchanges.restore': () => recorder.restore(),
    'exchanges.pin': ({ ids, isPinned }) => {
      recorder.pin(ids, isPinned)
      return undefined
    },
    'exchanges.detail': ({ id }) => findExchange(recorder, id).detail(),
    'exchanges.body': ({ id, side, form, offset, length }) =>
      inspector.bodies.read(findExchange(recorder, id), side, form, offset, length),
    'exchanges.messages': ({ id, from, count }) => inspector.messages.list(findExchange(recorder, id), from, count),
    'exchanges.message': ({ id, index }) => inspector.messages.payload(findExchange(recorder, id), index),
    'exchanges.llm': ({ id }) => inspector.llm(findExchange(recorder, id)),
  }
}
