// What main asks of a window: kept until a page takes it, given once, told of when it comes.
import { expect, it } from 'vitest'
import { createWindowRequests } from '../../../src/main/api/window-requests.ts'
import { startApp } from './start-app.ts'

const notice = (words: string) => ({ kind: 'notice', words, isDanger: false }) as const

it('waits for the page that comes, and is given once', async () => {
  const { call, services } = await startApp()
  services.windowRequests.add(notice('first'))
  services.windowRequests.add({ kind: 'traffic', route: '/a' })
  expect(await call('window.takeRequests', undefined)).toEqual([notice('first'), { kind: 'traffic', route: '/a' }])
  expect(await call('window.takeRequests', undefined)).toEqual([])
})

it('is told of to a page that is there', async () => {
  const { services, publishedNames } = await startApp()
  services.windowRequests.add(notice('first'))
  expect(publishedNames()).toContain('window.requested')
})

it('keeps no more than a person would read, and tells nobody who has left', () => {
  const requests = createWindowRequests()
  let told = 0
  const leave = requests.onAdd(() => {
    told += 1
  })
  for (let n = 0; n < 30; n++) requests.add(notice(String(n)))
  leave()
  requests.add(notice('last'))
  expect(told).toBe(30)
  const taken = requests.take()
  expect(taken).toHaveLength(20)
  expect(taken.at(-1)).toEqual(notice('last'))
})
