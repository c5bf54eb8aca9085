// Events that a slow page has not taken yet: joined, in order, and never without bound.
import { expect, it } from 'vitest'
import { createEventQueue, type EventQueue } from '../../../src/main/web/event-queue.ts'
import type { EventPayload } from '../../../src/shared/contract.ts'

const rows = (...list: [id: string, version: number][]) =>
  list.map(([id, version]) => ({ id, version })) as unknown as EventPayload<'exchanges.changed'>
const task = (id: string, done: number) => ({ id, done }) as EventPayload<'tasks.changed'>
const search = (id: string, ...found: string[]) => ({ id, found }) as unknown as EventPayload<'search.changed'>

function drain(queue: EventQueue) {
  const events = []
  for (let next = queue.next(); next !== null; next = queue.next()) {
    events.push(next === 'lost' ? next : [next.name, next.payload])
  }
  expect(queue.isEmpty).toBe(true)
  return events
}

it('rows are joined by id, and stay behind what cleared the list before them', () => {
  const queue = createEventQueue()
  queue.add('exchanges.changed', rows(['a', 1], ['b', 1]))
  queue.add('exchanges.changed', rows(['a', 2]))
  queue.add('exchanges.cleared', { kept: [] })
  queue.add('exchanges.changed', rows(['c', 1]))
  queue.add('exchanges.changed', rows(['c', 2], ['d', 1]))
  queue.add('exchanges.removed', ['d'])
  queue.add('exchanges.changed', rows(['e', 1]))
  expect(drain(queue)).toEqual([
    ['exchanges.changed', rows(['a', 2], ['b', 1])],
    ['exchanges.cleared', { kept: [] }],
    ['exchanges.changed', rows(['c', 2], ['d', 1])],
    ['exchanges.removed', ['d']],
    ['exchanges.changed', rows(['e', 1])],
  ])
})

it('of a state the last one counts, of tasks and searches the last of each', () => {
  const queue = createEventQueue()
  queue.add('settings.changed', { theme: 'dark' } as EventPayload<'settings.changed'>)
  queue.add('tasks.changed', task('one', 1))
  queue.add('search.changed', search('s', 'a'))
  queue.add('settings.changed', { theme: 'light' } as EventPayload<'settings.changed'>)
  queue.add('tasks.changed', task('one', 2))
  queue.add('tasks.changed', task('two', 1))
  queue.add('search.changed', search('s', 'b'))
  expect(drain(queue)).toEqual([
    ['settings.changed', { theme: 'light' }],
    ['tasks.changed', task('one', 2)],
    ['search.changed', search('s', 'a', 'b')],
    ['tasks.changed', task('two', 1)],
  ])
})

it('what is too much is given up as a whole, and said once', () => {
  const queue = createEventQueue(100)
  for (let id = 0; id < 5_000; id += 1) queue.add('exchanges.changed', rows([`${id}`, 1]))
  expect(drain(queue)).toEqual(['lost'])
  queue.add('exchanges.changed', rows(['x', 1]))
  expect(drain(queue)).toEqual([['exchanges.changed', rows(['x', 1])]])
})
