// What the recorder lets go of is used again for what comes: nobody ever reads another exchange's bytes.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CapturedExchange } from '../../../src/main/inspector/captured.ts'
import { found, passing, testRecorder } from './passing.ts'

const textOf = async (exchange: CapturedExchange, side: 'request' | 'response') =>
  (await exchange.body(side).read(0, 1_000_000)).toString()

it('whoever holds a forgotten exchange reads nothing, while the kept ones read their own bytes', async () => {
  const recorder = await testRecorder({ limits: { exchanges: 10 } })
  const { pass } = passing(recorder)
  const held: CapturedExchange[] = []
  for (let i = 1; i <= 600; i++) {
    const id = pass({ request: `request ${i}`, response: `response ${i} `.repeat(i % 50) })
    held.push(found(recorder, id))
    const oldest = Math.max(1, i - 9)
    expect(await textOf(found(recorder, `run-${oldest}`), 'request')).toBe(`request ${oldest}`)
    const forgotten = held[i - 11]
    if (forgotten) expect([await textOf(forgotten, 'request'), await textOf(forgotten, 'response')]).toEqual(['', ''])
  }
})

it('a read that has begun gets its own bytes, whatever comes meanwhile', async () => {
  const recorder = await testRecorder({ limits: { exchanges: 10, memoryBytesPerBody: 1000 } })
  const { pass } = passing(recorder)
  for (const size of [500, 5000]) {
    const own = 'o'.repeat(size)
    const exchange = found(recorder, pass({ response: own }))
    const reading = textOf(exchange, 'response')
    for (let i = 0; i < 400; i++) pass({ response: 'x'.repeat(size) })
    expect([own, '']).toContain(await reading)
  }
})

it('a pinned exchange keeps its bytes, its headers and its path, unpinned meanwhile or not', async () => {
  const recorder = await testRecorder({ limits: { exchanges: 10 } })
  const { pass } = passing(recorder)
  const headers = ['Host', 'localhost', 'X-Own', 'stays \xe9']
  const id = pass({ target: '/own?a=1', headers, request: 'own bytes' })
  for (const isPinned of [true, false, true]) recorder.pin([id], isPinned)
  for (let i = 0; i < 300; i++) pass({ target: `/other/${i}`, headers: ['Host', 'other'], request: `other ${i}` })
  const look = async () => {
    const exchange = found(recorder, id)
    return [exchange.detail().client.headers.map(({ value }) => value), await textOf(exchange, 'request')]
  }
  expect(await look()).toEqual([['localhost', 'stays \xe9'], 'own bytes'])
  expect(found(recorder, id).summary().path).toBe('/own')
})

it('paths and headers come back as they were', async () => {
  const recorder = await testRecorder()
  const { pass } = passing(recorder)
  const text = fc.string({ unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)) })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.stringMatching(/^X-[A-Za-z]{1,8}$/), text)), text, async (pairs, end) => {
      fc.pre(
        pairs.every(([name]) => !/key|token|secret|cookie/i.test(name)) && !end.includes('?') && !end.includes('#'),
      )
      const exchange = found(recorder, pass({ target: `/${end}`, headers: pairs.flat() }))
      expect(exchange.summary().path).toBe(`/${end}`)
      expect(exchange.detail().client.headers.map(({ name, value }) => [name, value])).toEqual(pairs)
    }),
  )
})
