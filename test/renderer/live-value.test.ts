// A followed value: an event that comes while the answer is on its way is the newer of the two.
import { expect, it } from 'vitest'
import { tellReconnected } from '../../src/renderer/connection.ts'
import { createLiveValue } from '../../src/renderer/live-value.ts'

function setUp(get: () => Promise<string>) {
  const listeners: ((value: string) => void)[] = []
  const live = createLiveValue<string>({
    get,
    listen: (listener) => {
      listeners.push(listener)
      return () => {}
    },
  })
  return { live, tell: (value: string) => listeners.map((listener) => listener(value)), listeners }
}

it('listens before it asks, and keeps an event over an answer that was on its way', async () => {
  let answer = (_value: string) => {}
  const { live, tell } = setUp(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  const loaded = live.load()
  tell('event')
  answer('answer')
  await loaded
  expect(live.store.getState()).toEqual({ status: 'ready', value: 'event' })
})

it('takes the answer where no event came', async () => {
  const { live } = setUp(async () => 'answer')
  await live.load()
  expect(live.store.getState()).toEqual({ status: 'ready', value: 'answer' })
})

it('tells a failure, and a second load mends it without listening twice', async () => {
  let working = false
  const { live, listeners } = setUp(async () => {
    if (!working) throw new Error('The file could not be read or written.')
    return 'answer'
  })
  await live.load()
  expect(live.store.getState()).toEqual({
    status: 'failed',
    value: null,
    message: 'The file could not be read or written.',
  })
  working = true
  await live.load()
  expect(live.store.getState()).toEqual({ status: 'ready', value: 'answer' })
  expect(listeners).toHaveLength(1)
})

it('is asked for again after a break in the connection, and stays what it was until the answer', async () => {
  let answer = 'first'
  const { live, listeners } = setUp(async () => answer)
  tellReconnected()
  expect(live.store.getState().status).toBe('loading')
  await live.load()
  answer = 'second'
  tellReconnected()
  expect(live.store.getState()).toEqual({ status: 'ready', value: 'first' })
  await expect.poll(() => live.store.getState().value).toBe('second')
  expect(listeners).toHaveLength(1)
})
