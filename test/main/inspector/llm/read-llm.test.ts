// Calls as they were captured: in pieces, compressed, cut, with the times at which the pieces arrived.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ArrivalMark, CapturedExchange } from '../../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../../src/main/inspector/decode.ts'
import { readLimitBytes, readLlm } from '../../../../src/main/inspector/llm/read-llm.ts'
import type { Price } from '../../../../src/shared/llm.ts'
import { type CapturedBodyOptions, capturedBody, capturedExchange } from '../../../support/captured-body.ts'
import { fixtures, type LlmFixture } from './fixtures.ts'

function captured(fixture: LlmFixture, bytes: Uint8Array, options: CapturedBodyOptions = {}): CapturedExchange {
  return capturedExchange({
    summary: { path: fixture.path, outcome: fixture.isComplete ? 'ok' : 'upstream_error', durationMs: 1000 },
    request: capturedBody(fixture.request ?? '', { mediaType: 'application/json', charset: 'utf-8' }),
    response: capturedBody(bytes, { mediaType: fixture.mediaType, charset: 'utf-8', ...options }),
  })
}

const bytesOf = ({ response }: LlmFixture) => Buffer.from(response ?? '')
const fixture = (name: string) => fixtures.find((one) => one.name === name) as LlmFixture
const isStreamed = (name: string) => fixture(name).expected.isStreamed
const withoutTiming = { firstTokenMs: null, reasoningMs: null, tokensPerSecond: null }

describe('a captured call', () => {
  it.each(fixtures)('$name is seen as it was sent', async (one) => {
    const view = await readLlm(captured(one, bytesOf(one)), [], decodeBody)
    expect(view).toEqual({ ...one.expected, ...withoutTiming })
  })

  const codings: [string, (bytes: Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ]

  it.each(codings)('is seen through %s', async (coding, compress) => {
    const one = fixture('anthropic-messages/thinking')
    const exchange = captured(one, compress(bytesOf(one)), { encodings: [coding] })
    expect(await readLlm(exchange, [], decodeBody)).toEqual({ ...one.expected, ...withoutTiming })
  })

  it('that is longer than is read shows what there is, and is not complete', async () => {
    const one = fixture('openai-chat/streamed')
    const long = Buffer.concat([
      bytesOf(one).subarray(0, -'data: [DONE]\n\n'.length),
      Buffer.alloc(readLimitBytes, ':x\n'),
    ])
    const view = await readLlm(captured(one, long), [], decodeBody)
    expect(view).toMatchObject({ isComplete: false, output: one.expected.output })
  })

  it('that is let go of leaves what is known of its request', async () => {
    const one = fixture('openai-chat/streamed')
    const exchange = captured(one, new Uint8Array(), { gap: 'evicted' })
    expect(await readLlm(exchange, [], decodeBody)).toMatchObject({
      model: 'gpt-4.1-mini',
      isComplete: false,
      output: [],
    })
  })

  it('is priced: by what is billed, where that is told', async () => {
    const prices: Price[] = ['command-a*', 'claude-*'].map((pattern) => ({
      pattern,
      input: 1_000_000,
      cachedInput: 100_000,
      cacheWrite: 2_000_000,
      longCacheWrite: 3_000_000,
      output: 5_000_000,
      source: null,
      date: null,
    }))
    const costOf = async (name: string) =>
      (await readLlm(captured(fixture(name), bytesOf(fixture(name))), prices, decodeBody))?.cost
    expect(await costOf('cohere-chat/plain')).toMatchObject({ input: 5, output: 35, total: 40, pricedAs: 'command-a*' })
    expect(await costOf('anthropic-messages/plain')).toMatchObject({
      input: 21,
      cachedInput: 204.8,
      cacheWrite: 88 * 2 + 100 * 3,
      output: 25,
    })
    expect(await costOf('anthropic-messages/cut')).toMatchObject({ output: null, total: null })
  })

  it('on another tariff is not priced', async () => {
    const response = Buffer.from(
      JSON.stringify({ ...JSON.parse(fixture('openai-chat/plain').response as string), service_tier: 'flex' }),
    )
    const prices = [{ pattern: '*', input: 1, cachedInput: 1, cacheWrite: 1, output: 1, source: null, date: null }]
    const one = fixture('openai-chat/plain')
    expect((await readLlm(captured(one, bytesOf(one)), prices, decodeBody))?.cost.total).toBeGreaterThan(0)
    expect((await readLlm(captured(one, response), prices, decodeBody))?.cost.total).toBeNull()
  })
})

describe('a stream that arrives in two pieces, split at any byte', () => {
  // The short ones, of every API and both forms of stream.
  const streamed = fixtures.filter(({ name }) => /\/(?:streamed|cut|array|cut-array)$/.test(name) && isStreamed(name))

  it.each(streamed)('$name gives the same view, and tells by the piece when its first token came', async (one) => {
    const bytes = bytesOf(one)
    const times: (number | null)[] = []
    for (let split = 1; split < bytes.length; split++) {
      const arrivals: ArrivalMark[] = [
        { offset: 0, atMs: 10 },
        { offset: split, atMs: 20 },
      ]
      const view = await readLlm(captured(one, bytes, { arrivals }), [], decodeBody)
      expect({ ...view, ...withoutTiming }).toEqual({ ...one.expected, ...withoutTiming })
      times.push(view?.firstTokenMs ?? null)
    }
    if (one.expected.firstTokenMs === null) return expect(new Set(times)).toEqual(new Set([null]))
    // Once the first token is within the first piece, it stays there.
    const first = times.indexOf(10)
    expect(first).toBeGreaterThan(0)
    expect(new Set(times.slice(0, first))).toEqual(new Set([20]))
    expect(new Set(times.slice(first))).toEqual(new Set([10]))
  })
})

describe('the time to the first token', () => {
  const one = fixture('anthropic-messages/streamed')
  const text = one.response as string
  const pieces = text.split(/(?<=\n\n)/)

  /** Every event on its own, 100 ms after the one before. */
  function arriving(encode: (piece: string, isLast: boolean) => Buffer): { bytes: Buffer; arrivals: ArrivalMark[] } {
    const arrivals: ArrivalMark[] = []
    const sent: Buffer[] = []
    let offset = 0
    for (const [index, piece] of pieces.entries()) {
      arrivals.push({ offset, atMs: 100 * (index + 1) })
      const bytes = encode(piece, index === pieces.length - 1)
      sent.push(bytes)
      offset += bytes.length
    }
    return { bytes: Buffer.concat(sent), arrivals }
  }

  it('is when its event had arrived, and the rate goes by the time from there to the end', async () => {
    const { bytes, arrivals } = arriving((piece) => Buffer.from(piece))
    const view = await readLlm(captured(one, bytes, { arrivals }), [], decodeBody)
    // message_start, content_block_start, ping, and the first text.
    expect(view?.firstTokenMs).toBe(400)
    expect(view?.tokensPerSecond).toBeCloseTo(15 / 0.6, 10)
  })

  it('is known of a compressed stream too', async () => {
    // Members one after another, as gzip allows.
    const { bytes, arrivals } = arriving((piece) => gzipSync(piece, { finishFlush: constants.Z_FINISH }))
    const view = await readLlm(captured(one, bytes, { arrivals, encodings: ['gzip'] }), [], decodeBody)
    expect(view).toMatchObject({ firstTokenMs: 400, output: one.expected.output })
  })

  it('is not known without arrival times, and the rate not where everything came at once', async () => {
    const bytes = Buffer.from(text)
    expect(await readLlm(captured(one, bytes), [], decodeBody)).toMatchObject(withoutTiming)
    const arrivals = [{ offset: 0, atMs: 100 }]
    const view = await readLlm(captured(one, bytes, { arrivals }), [], decodeBody)
    expect(view).toMatchObject({ firstTokenMs: 100, tokensPerSecond: null })
  })

  it('is not told of an answer in one piece', async () => {
    const plain = fixture('anthropic-messages/plain')
    const arrivals = [{ offset: 0, atMs: 100 }]
    expect(await readLlm(captured(plain, bytesOf(plain), { arrivals }), [], decodeBody)).toMatchObject(withoutTiming)
  })
})
