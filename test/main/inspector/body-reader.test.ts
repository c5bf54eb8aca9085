// Ranges of bodies, as they came and decoded: paging, growing, limits, gaps, and what is kept.
import { createHash } from 'node:crypto'
import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createBodyReader } from '../../../src/main/inspector/body-reader.ts'
import { bodyPartSchema, captureGaps } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange } from '../../support/captured-body.ts'

const noise = createHash('shake256', { outputLength: 200_000 }).update('noise').digest()
const gzipped = (bytes: Uint8Array | string, options = {}) =>
  capturedBody(zlib.gzipSync(bytes), { encodings: ['gzip'], ...options })
const withResponse = (id: string, response: ReturnType<typeof capturedBody>) =>
  capturedExchange({ summary: { id }, response })

describe('as captured', () => {
  test('reads any range, with the length of what was kept', async () => {
    const exchange = capturedExchange({ request: capturedBody('0123456789', { charset: 'latin1' }) })
    const reader = createBodyReader()
    const part = await reader.read(exchange, 'request', 'captured', 2, 5)
    expect(bodyPartSchema.parse(part)).toEqual({
      bytes: new Uint8Array(Buffer.from('23456')),
      offset: 2,
      total: 10,
      isEnd: false,
      charset: 'latin1',
      problems: [],
    })
    expect(await reader.read(exchange, 'request', 'captured', 7, 5)).toMatchObject({ isEnd: true })
    expect(await reader.read(exchange, 'request', 'captured', 50, 5)).toMatchObject({ isEnd: true, total: 10 })
  })

  test('gives the coded bytes, with nothing else of the buffer they stand in', async () => {
    const body = gzipped('abc')
    const part = await createBodyReader().read(withResponse('a', body), 'response', 'captured', 0, 1e6)
    expect(Buffer.from(part.bytes).equals(zlib.gzipSync('abc'))).toBe(true)
    expect(part.bytes.buffer.byteLength).toBe(part.bytes.length)
  })

  test('has no length while it grows', async () => {
    const body = capturedBody('abc', { isEnded: false })
    const reader = createBodyReader()
    const exchange = withResponse('a', body)
    expect(await reader.read(exchange, 'response', 'captured', 0, 10)).toMatchObject({ total: null, isEnd: false })
    body.append('def')
    body.end()
    expect(await reader.read(exchange, 'response', 'captured', 3, 10)).toMatchObject({ total: 6, isEnd: true })
  })
})

describe('decoded', () => {
  test('pages through what was decoded once', async () => {
    const body = gzipped(noise)
    const exchange = withResponse('a', body)
    const reader = createBodyReader()
    const parts: Uint8Array[] = []
    for (let offset = 0, isEnd = false; !isEnd; offset += 30_000) {
      const part = await reader.read(exchange, 'response', 'decoded', offset, 30_000)
      expect(part.total).toBe(200_000)
      expect(part.bytes.buffer.byteLength).toBe(part.bytes.length)
      parts.push(part.bytes)
      isEnd = part.isEnd
    }
    expect(Buffer.concat(parts).equals(noise)).toBe(true)
    expect(body.bytesRead).toBeLessThan(body.info.capturedBytes + 2000)
  })

  test('is the same as captured where there is nothing to undo', async () => {
    const body = capturedBody(noise, { encodings: ['identity'] })
    const part = await createBodyReader().read(withResponse('a', body), 'response', 'decoded', 199_990, 100)
    expect(part).toMatchObject({ total: 200_000, isEnd: true, problems: [], charset: 'utf-8' })
    expect(body.bytesRead).toBe(10)
  })

  test('tells what is wrong', async () => {
    const exchange = withResponse('a', capturedBody('plain', { encodings: ['br'] }))
    const part = await createBodyReader().read(exchange, 'response', 'decoded', 0, 100)
    expect(part).toMatchObject({ total: 5, problems: ['Labelled br, but it is not: shown as it came.'] })
    const unknown = withResponse('b', capturedBody('plain', { encodings: ['dcz'] }))
    expect((await createBodyReader().read(unknown, 'response', 'decoded', 0, 100)).problems).toEqual([
      'Labelled dcz, which is not a known coding: shown as it came.',
    ])
  })

  test('is decoded anew when it has grown', async () => {
    const whole = zlib.gzipSync(noise)
    const body = capturedBody(whole.subarray(0, 50_000), { encodings: ['gzip'], isEnded: false })
    const exchange = withResponse('a', body)
    const reader = createBodyReader()
    const first = await reader.read(exchange, 'response', 'decoded', 0, 1e6)
    expect(first).toMatchObject({ total: null, isEnd: false, problems: [] })
    expect(first.bytes.length).toBeGreaterThan(40_000)
    const { bytesRead } = body
    await reader.read(exchange, 'response', 'decoded', 0, 1e6)
    expect(body.bytesRead).toBe(bytesRead)
    body.append(whole.subarray(50_000))
    const second = await reader.read(exchange, 'response', 'decoded', 0, 1e6)
    expect(second).toMatchObject({ total: null, isEnd: false })
    expect(second.bytes.length).toBe(200_000)
    body.end()
    expect(await reader.read(exchange, 'response', 'decoded', 0, 1e6)).toMatchObject({ total: 200_000, isEnd: true })
  })

  test('shows so much, more when asked for, and never more than the most', async () => {
    const body = gzipped(Buffer.alloc(1_000_000, 'a'))
    const exchange = withResponse('a', body)
    const reader = createBodyReader({ showBytes: 100_000, mostBytes: 400_000 })
    const first = await reader.read(exchange, 'response', 'decoded', 0, 50_000)
    expect(first).toMatchObject({
      total: null,
      isEnd: false,
      problems: ['Only the first 100 kB are shown decoded.'],
    })
    const next = await reader.read(exchange, 'response', 'decoded', 100_000, 50_000)
    expect(next.bytes.length).toBe(50_000)
    expect(next.isEnd).toBe(false)
    const all = await reader.read(exchange, 'response', 'decoded', 0, 2_000_000)
    expect(all.bytes.length).toBe(400_000)
    expect(all).toMatchObject({ total: null, isEnd: true, problems: ['Only the first 400 kB are shown decoded.'] })
    const behind = await reader.read(exchange, 'response', 'decoded', 500_000, 10)
    expect(behind).toMatchObject({ isEnd: true })
    expect(behind.bytes.length).toBe(0)
  })

  test('keeps the last few only', async () => {
    const bodies = [0, 1, 2].map(() => gzipped(noise))
    const exchanges = bodies.map((body, i) => withResponse(`x${i}`, body))
    const reader = createBodyReader({ keptBytes: 450_000 })
    for (const exchange of exchanges) await reader.read(exchange, 'response', 'decoded', 0, 10)
    const before = bodies.map((body) => body.bytesRead)
    for (const exchange of exchanges.toReversed()) await reader.read(exchange, 'response', 'decoded', 0, 10)
    const again = bodies.map((body, i) => body.bytesRead > (before[i] as number))
    expect(again).toEqual([true, false, false])
  })

  test('reads asked for at once decode once', async () => {
    const body = gzipped(noise)
    const exchange = withResponse('a', body)
    const reader = createBodyReader()
    const parts = await Promise.all([0, 1, 2, 3].map((i) => reader.read(exchange, 'response', 'decoded', i * 10, 10)))
    expect(Buffer.concat(parts.map((part) => part.bytes)).equals(noise.subarray(0, 40))).toBe(true)
    expect(body.bytesRead).toBeLessThan(body.info.capturedBytes + 2000)
  })

  test('a body that cannot be read is tried again', async () => {
    const body = gzipped('abc')
    let isBroken = true
    const read: typeof body.read = (offset, length) => {
      return isBroken ? Promise.reject(new Error('no such file')) : body.read(offset, length)
    }
    const exchange = capturedExchange({
      response: { info: body.info, charset: null, isEnded: true, arrivals: [], secrets: [], read },
    })
    const reader = createBodyReader()
    await expect(reader.read(exchange, 'response', 'decoded', 0, 10)).rejects.toThrow('no such file')
    isBroken = false
    expect((await reader.read(exchange, 'response', 'decoded', 0, 10)).total).toBe(3)
  })
})

describe('a gap', () => {
  test.each(captureGaps)('%s is told in either form', async (gap) => {
    const cut = zlib.gzipSync(noise).subarray(0, 50_000)
    const body = capturedBody(cut, { encodings: ['gzip'], gap, wireBytes: 1_200_000 })
    for (const form of ['captured', 'decoded'] as const) {
      const { problems } = await createBodyReader().read(withResponse('a', body), 'response', form, 0, 10)
      expect(problems).toEqual([expect.stringMatching(/^Only the first 50 kB of 1\.2 MB were kept: .+\.$/)])
    }
  })

  test('with nothing kept', async () => {
    const body = capturedBody('', { gap: 'evicted', wireBytes: 12_100 })
    const { problems } = await createBodyReader().read(withResponse('a', body), 'response', 'decoded', 0, 10)
    expect(problems).toEqual(['None of 12.1 kB was kept: it was let go to make room for newer ones.'])
  })
})
