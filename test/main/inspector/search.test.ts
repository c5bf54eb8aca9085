// Searches look into headers and bodies of what is kept and of what ends later, fast and without holding others up.
import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CapturedBody, CapturedExchange } from '../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../src/main/inspector/decode.ts'
import { createSearches } from '../../../src/main/inspector/search.ts'
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'
import type { DeepTerm, SearchProgress } from '../../../src/shared/recording.ts'
import { type CapturedExchangeParts, capturedBody, capturedExchange, headerField } from '../../support/captured-body.ts'

const body = (text: string, isNot = false): DeepTerm => ({ kind: 'body', text, isNot })
const header = (name: string, value: string | null, changes: { isPart?: boolean; isNot?: boolean } = {}): DeepTerm => {
  return { kind: 'header', name, value, isPart: false, isNot: false, ...changes }
}
const exchange = (id: string, parts: CapturedExchangeParts = {}) =>
  capturedExchange({ ...parts, summary: { id, ...parts.summary } })

/** What is kept, with a search over it whose reports can be awaited. */
function searching(kept: CapturedExchange[]) {
  const exchanges = new Map(kept.map((one) => [one.id, one]))
  const listeners = new Set<(ended: CapturedExchange) => void>()
  const reports: (SearchProgress & { at: number })[] = []
  let wake = () => {}
  const searches = createSearches({
    exchanges: { find: (id) => exchanges.get(id) ?? null, all: () => exchanges.values() },
    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    decodeBody,
    onProgress(progress) {
      reports.push({ ...progress, at: performance.now() })
      wake()
    },
  })
  onTestFinished(() => searches.close())
  return {
    searches,
    exchanges,
    listeners,
    reports,
    found: () => reports.flatMap(({ found }) => found),
    end(one: CapturedExchange) {
      exchanges.set(one.id, one)
      for (const listener of listeners) listener(one)
    },
    async until(condition: (last: SearchProgress) => boolean) {
      for (;;) {
        const last = reports.at(-1)
        if (last && condition(last)) return last
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

/** The ids that a search of all terms finds, newest first. */
async function find(kept: CapturedExchange[], ...terms: DeepTerm[]) {
  const search = searching(kept)
  search.searches.start(terms)
  const last = await search.until(({ isDone }) => isDone)
  expect(last).toMatchObject({ searched: kept.length, total: kept.length })
  return search.found()
}

async function isFound(text: string | Uint8Array, wanted: string, options: Parameters<typeof capturedBody>[1] = {}) {
  return (await find([exchange('a', { response: capturedBody(text, options) })], body(wanted))).length === 1
}

describe('bodies', () => {
  const kept = [
    exchange('request', { request: capturedBody('{"prompt":"Rate Limit"}') }),
    exchange('response', { response: capturedBody('RATE LIMIT and more') }),
    exchange('neither', { response: capturedBody('rate  limit') }),
  ]

  it('are searched on both sides, whatever the case, newest first', async () => {
    expect(await find(kept, body('rate limit'))).toEqual(['response', 'request'])
    expect(await find(kept, body('rate limit', true))).toEqual(['neither'])
  })

  it('have to hold all that is asked for, wherever it is', async () => {
    expect(await find(kept, body('limit'), body('more'))).toEqual(['response'])
    expect(await find(kept, body('limit'), body('more', true))).toEqual(['neither', 'request'])
    const both = exchange('both', { request: capturedBody('one'), response: capturedBody('two') })
    expect(await find([both], body('one'), body('two'))).toEqual(['both'])
    expect(await find([both], body('one', true))).toEqual([])
    expect(await find([both], body('two', true))).toEqual([])
  })

  it.each([
    ['a pattern is none', 'a.c', 'abc', false],
    ['signs are taken as they are', '(a|b)[c]*?\\', 'x(A|B)[C]*?\\', true],
    ['a quote as JSON escapes it', 'say "hi"', '{"a":"say \\"hi\\""}', true],
    ['a quote as it is', '"a": "b"', '{"A": "B"}', true],
    ['a backslash', 'C:\\dir', '{"a":"c:\\\\dir"}', true],
    ['a new line', 'one\ntwo', '{"a":"one\\ntwo"}', true],
    ['a control character', 'a\u0001b', '{"a":"a\\u0001b"}', true],
    ['a slash', 'https://a/b', '{"a":"https:\\/\\/a\\/b"}', true],
    ['a sign that need not be escaped', 'a<b&c', '{"a":"a\\u003Cb\\u0026c"}', true],
    ['a letter beyond ASCII', 'Café ☕', 'my café ☕', true],
    ['a letter beyond ASCII, escaped', 'café ☕', 'my CAF\\u00e9 \\u2615', true],
    ['some of them escaped', 'é"é', 'é\\"\\u00E9', true],
    ['one beyond the first plane, escaped', '😀!', '\\ud83d\\ude00!', true],
    ['another letter with the same bytes but for their case', 'é', '㩀', false],
    ['half of a character', '\u00c3', 'é', false],
  ])('%s', async (_name, wanted, text, expected) => {
    expect(await isFound(text, wanted)).toBe(expected)
  })

  it('are read in their own encoding', async () => {
    const text = 'my Café'
    expect(await isFound(Buffer.from(text, 'latin1'), 'CAFé', { charset: 'iso-8859-1' })).toBe(true)
    expect(await isFound(Buffer.from(text, 'latin1'), '€', { charset: 'iso-8859-1' })).toBe(false)
    expect(await isFound(Buffer.from(text, 'utf16le'), 'CAFé', { charset: 'utf-16le' })).toBe(true)
    expect(await isFound(Buffer.from(`\ufeff${text}`, 'utf16le'), 'CAFé')).toBe(true)
    expect(await isFound(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'CAFé')).toBe(true)
  })

  it('are searched as they decode', async () => {
    const text = `${'{"n":1}'.repeat(100_000)}needle${' '.repeat(1000)}`
    expect(await isFound(gzipSync(text), 'NEEDLE', { encodings: ['gzip'] })).toBe(true)
    expect(await isFound(brotliCompressSync(gzipSync(text)), 'needle', { encodings: ['gzip', 'br'] })).toBe(true)
    expect(await isFound(gzipSync(text), 'nothing', { encodings: ['gzip'] })).toBe(false)
  })

  it('are searched across the places where they are cut into pieces', async () => {
    const size = 262_144
    for (const wanted of ['needle', 'n'.repeat(2000), `"${'é'.repeat(500)}`]) {
      const length = Buffer.byteLength(wanted)
      for (const place of [size - length, size - length + 1, size - 1, size, 3 * size - 2]) {
        const bytes = Buffer.alloc(3 * size + 4000, '.')
        bytes.write(wanted, place)
        expect(await isFound(bytes, wanted)).toBe(true)
        bytes.write('_', place + length - 1)
        expect(await isFound(bytes, wanted)).toBe(false)
      }
    }
  })

  it('that cannot be read do not end the search', async () => {
    const broken: CapturedBody = { ...capturedBody('needle'), read: () => Promise.reject(new Error('gone')) }
    const kept = [exchange('a', { response: capturedBody('needle') }), exchange('b', { response: broken })]
    expect(await find(kept, body('needle'))).toEqual(['a'])
  })

  it('are read no further than needed', async () => {
    const response = capturedBody(`needle${' '.repeat(2_000_000)}`)
    const request = capturedBody('x'.repeat(100_000))
    expect(await find([exchange('a', { request, response })], body('needle'))).toEqual(['a'])
    expect(response.bytesRead).toBeLessThan(500_000)
    expect(request.bytesRead).toBe(0)
  })
})

describe('headers', () => {
  const detail = capturedExchange().detail()
  const kept = [
    exchange('client', {
      detail: { client: { ...detail.client, headers: [headerField('X-Id', 'ABC', 'client')] }, sent: null },
    }),
    exchange('sent', {
      detail: {
        sent: detail.sent && {
          ...detail.sent,
          headers: [{ ...headerField('Authorization', 'Bearer ••••••••', 'route'), isMasked: true }],
        },
      },
    }),
    exchange('response', {
      detail: {
        response: detail.response && {
          ...detail.response,
          headers: [headerField('x-id', 'one'), headerField('X-ID', 'abc, d')],
          trailers: [headerField('grpc-status', '0')],
        },
      },
    }),
    exchange('none', { detail: { response: null } }),
  ]

  it.each([
    ['the name is there', [header('x-ID', null)], ['response', 'client']],
    ['the name is not there', [header('x-id', null, { isNot: true })], ['none', 'sent']],
    ['the whole value', [header('x-id', 'abc')], ['client']],
    ['a part of a value', [header('x-id', 'BC', { isPart: true })], ['response', 'client']],
    ['not that value', [header('x-id', 'abc', { isNot: true })], ['none', 'response', 'sent']],
    ['a trailer', [header('grpc-status', '0')], ['response']],
    ['the mask, which is all that is kept', [header('authorization', 'bearer ', { isPart: true })], ['sent']],
    ['two of them', [header('x-id', 'one'), header('x-id', 'abc, d')], ['response']],
    ['a header and a body', [header('x-id', null), body('x', true)], ['response', 'client']],
  ])('%s', async (_name, terms, ids) => {
    expect(await find(kept, ...terms)).toEqual(ids)
  })
})

describe('what ends later', () => {
  const needle = (id: string, summary: Partial<ExchangeSummary> = {}) =>
    exchange(id, { response: capturedBody('needle'), summary })

  it('is searched until the search is cancelled', async () => {
    const { searches, end, until, found, listeners, reports } = searching([needle('a')])
    const id = searches.start([body('needle')])
    await until(({ isDone }) => isDone)
    end(exchange('b'))
    end(needle('c'))
    expect(await until(({ isDone, total }) => isDone && total === 3)).toEqual(
      expect.objectContaining({ id, found: ['c'], searched: 3, total: 3 }),
    )
    searches.cancel(id)
    expect(listeners.size).toBe(0)
    const told = reports.length
    end(needle('d'))
    for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    expect(reports).toHaveLength(told)
    expect(found()).toEqual(['a', 'c'])
  })

  it('is told once where it was found on its way', async () => {
    const { searches, exchanges, end, until, found } = searching([needle('a', { state: 'receiving', outcome: null })])
    searches.start([body('needle')])
    await until(({ isDone }) => isDone)
    expect(found()).toEqual(['a'])
    exchanges.set('a', needle('a'))
    end(needle('a'))
    end(needle('b'))
    await until(({ isDone, total }) => isDone && total === 3)
    expect(found()).toEqual(['a', 'b'])
  })

  it('is found where the text came after the first look', async () => {
    const response = capturedBody('nee', { isEnded: false })
    const live = exchange('a', { response, summary: { state: 'receiving' } })
    const { searches, end, until, found } = searching([live])
    searches.start([body('needle')])
    await until(({ isDone }) => isDone)
    expect(found()).toEqual([])
    response.append('dle')
    end(live)
    await until(({ isDone, total }) => isDone && total === 2)
    expect(found()).toEqual(['a'])
  })

  it('waits for its end where it must not hold something', async () => {
    const { searches, end, until, found } = searching([exchange('a', { summary: { state: 'waiting' } })])
    searches.start([body('needle', true)])
    await until(({ isDone }) => isDone)
    expect(found()).toEqual([])
    end(exchange('a'))
    await until(({ isDone, total }) => isDone && total === 2)
    expect(found()).toEqual(['a'])
  })

  it('is told once where it ends before its turn', async () => {
    const { searches, end, until, found } = searching([needle('a', { state: 'receiving' })])
    searches.start([body('needle')])
    end(needle('a'))
    await until(({ isDone }) => isDone)
    expect(found()).toEqual(['a'])
  })
})

describe('several searches', () => {
  it('go on side by side and are closed together', async () => {
    const { searches, until, reports, listeners } = searching([
      exchange('a', { response: capturedBody('one') }),
      exchange('b', { response: capturedBody('two') }),
    ])
    const one = searches.start([body('one')])
    const two = searches.start([body('two')])
    expect(one).not.toBe(two)
    await until(() => [one, two].every((id) => reports.some((report) => report.id === id && report.isDone)))
    expect(reports.filter(({ id }) => id === one).flatMap(({ found }) => found)).toEqual(['a'])
    expect(reports.filter(({ id }) => id === two).flatMap(({ found }) => found)).toEqual(['b'])
    searches.close()
    expect(listeners.size).toBe(0)
    searches.cancel(one)
  })
})

describe('10,000 exchanges with bodies of 64 KiB', () => {
  const size = 65_536
  const words = [
    '"role":"assistant",',
    '"content":"Hello there, how are you",',
    '"Rate exceeded",',
    '{"index":12,"score":0.99}',
  ]
  const text = Array.from(randomBytes(16_384), (byte) => `${words[byte % words.length]}${byte}`).join('')
  /** Views of the same memory, each of them other bytes. */
  const bytes = Buffer.from(text)
  const responses = Array.from({ length: 10_000 }, (_, index): CapturedBody => {
    const body = bytes.subarray(index, index + size)
    return {
      info: { wireBytes: size, capturedBytes: size, gap: null, mediaType: 'application/json', encodings: [] },
      charset: 'utf-8',
      isEnded: true,
      arrivals: [],
      secrets: [],
      read: async (offset, length) => body.subarray(offset, offset + length),
    }
  })
  const holdNeedle: CapturedBody = capturedBody(`${text.slice(0, size - 20)}"RATE LIMIT"`)
  const kept = responses.map((response, index) =>
    exchange(`x-${index}`, { response: index % 1000 === 0 ? holdNeedle : response }),
  )

  it.each([
    'rate limit',
    'e "q',
    '"score":0.991',
  ])('are searched for %s in less than 3 s, in slices', async (wanted) => {
    const { searches, until, found, reports } = searching(kept)
    let turns = 0
    // Both in CPU time: a busy machine may leave the whole process waiting, which is no slice that was too long.
    let longestTurn = 0
    let isOver = false
    const others = (async () => {
      for (; !isOver; turns += 1) {
        const before = process.cpuUsage()
        await setImmediate()
        const { user, system } = process.cpuUsage(before)
        longestTurn = Math.max(longestTurn, (user + system) / 1000)
      }
    })()
    const begun = process.cpuUsage()
    searches.start([body(wanted)])
    const last = await until(({ isDone }) => isDone)
    const { user, system } = process.cpuUsage(begun)
    isOver = true
    await others
    expect(last).toMatchObject({ searched: 10_000, total: 10_000 })
    expect(found()).toHaveLength(wanted === 'rate limit' ? 10 : 0)
    expect((user + system) / 1000).toBeLessThan(3000)
    expect(turns).toBeGreaterThan(20)
    expect(longestTurn).toBeLessThan(30)
    // Progress comes as it is made, but not more often than every 50 ms; timers may be a millisecond early.
    expect(reports.length).toBeGreaterThan(2)
    const gaps = reports.slice(1).map(({ at }, index) => at - (reports[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(48)
  })

  it('are left at once where the search is cancelled', async () => {
    const { searches, until, reports } = searching(kept)
    let reads = 0
    const counted: CapturedBody = {
      ...(responses[0] as CapturedBody),
      read: async (offset, length) => {
        reads += 1
        return bytes.subarray(offset, offset + length)
      },
    }
    const search = searching(
      Array.from({ length: 10_000 }, (_, index) => exchange(`y-${index}`, { response: counted })),
    )
    const id = search.searches.start([body('rate limit')])
    await search.until(({ searched }) => searched > 0)
    search.searches.cancel(id)
    const before = reads
    expect(before).toBeLessThan(10_000)
    searches.start([body('rate limit')])
    await until(({ isDone }) => isDone)
    expect(reads).toBeLessThanOrEqual(before + 1)
    expect(search.reports.at(-1)?.isDone).toBe(false)
    expect(reports.at(-1)?.isDone).toBe(true)
  })
})
