// Findings in the list: only while somebody looks, a little at a time, and nothing parsed that cannot be a call.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CapturedExchange, Findings } from '../../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../../src/main/inspector/decode.ts'
import { createAnnotator } from '../../../../src/main/inspector/llm/annotator.ts'
import { mayBeLlm } from '../../../../src/main/inspector/llm/may-be-llm.ts'
import type { DecodeBody } from '../../../../src/main/inspector/llm/read-llm.ts'
import type { Price } from '../../../../src/shared/llm.ts'
import { type CapturedBodyOptions, capturedBody, capturedExchange } from '../../../support/captured-body.ts'

const prices: Price[] = [
  { pattern: 'gpt-5', input: 10, cachedInput: 1, cacheWrite: null, output: 100, source: null, date: null },
]
const requestText = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }] })
const responseText = JSON.stringify({
  object: 'chat.completion',
  model: 'gpt-5',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1000, completion_tokens: 100 },
})
const json: CapturedBodyOptions = { mediaType: 'application/json', charset: 'utf-8' }

interface CallParts {
  id?: string
  request?: string
  response?: string
  requestOptions?: CapturedBodyOptions
  responseOptions?: CapturedBodyOptions
}

function call({
  id = 'a',
  request = requestText,
  response = responseText,
  ...options
}: CallParts = {}): CapturedExchange {
  return capturedExchange({
    summary: { id, path: '/v1/chat/completions' },
    request: capturedBody(request, options.requestOptions ?? json),
    response: capturedBody(response, options.responseOptions ?? json),
  })
}

const found: Findings = { model: 'gpt-5', inputTokens: 1000, outputTokens: 100, costUsd: 0.02, firstTokenMs: null }

let stop = () => {}
// The clock stands still unless a test moves it: what takes how long is up to the test.
beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }),
)
afterEach(() => {
  stop()
  vi.useRealTimers()
})

function setUp({ isWanted = () => true, decode = decodeBody }: { isWanted?: () => boolean; decode?: DecodeBody } = {}) {
  const findings = new Map<string, Findings>()
  let end: ((exchange: CapturedExchange) => void) | null = null
  let decoded = 0
  const annotator = createAnnotator({
    onEnded(listener) {
      end = listener
      return () => {
        end = null
      }
    },
    annotate: (id, found) => findings.set(id, found),
    prices: () => prices,
    decodeBody: (body, limit) => {
      decoded++
      return decode(body, limit)
    },
    isWanted,
  })
  stop = annotator.stop
  return {
    annotator,
    findings,
    ended: (exchange: CapturedExchange) => end?.(exchange),
    isSubscribed: () => end !== null,
    decoded: () => decoded,
  }
}

/** Until the next slice, if there is one, is over. */
const slice = () => vi.advanceTimersByTimeAsync(50)

describe('an exchange that has ended', () => {
  it('is annotated while somebody looks, soon but not at once', async () => {
    const { ended, findings } = setUp()
    ended(call({ id: 'a' }))
    ended(call({ id: 'b' }))
    await vi.advanceTimersByTimeAsync(49)
    expect(findings.size).toBe(0)
    await slice()
    expect(findings).toEqual(new Map(['a', 'b'].map((id) => [id, found])))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('costs nothing while nobody does, and is caught up with when somebody asks', async () => {
    let isWanted = false
    const { annotator, ended, findings } = setUp({ isWanted: () => isWanted })
    const exchange = call()
    const looks = [vi.spyOn(exchange, 'body'), vi.spyOn(exchange, 'summary')]
    ended(exchange)
    annotator.catchUp([exchange])
    expect(vi.getTimerCount()).toBe(0)
    for (const look of looks) expect(look).not.toHaveBeenCalled()
    isWanted = true
    annotator.catchUp([exchange])
    await slice()
    expect(findings.get('a')).toEqual(found)
  })

  it('is let go of when nobody looks any more', async () => {
    let isWanted = true
    const { ended, findings, decoded } = setUp({ isWanted: () => isWanted })
    ended(call({ id: 'a' }))
    isWanted = false
    await slice()
    isWanted = true
    ended(call({ id: 'b' }))
    await slice()
    expect([...findings.keys()]).toEqual(['b'])
    expect(decoded()).toBe(2)
  })

  it('that is known already, or still under way, is not caught up with', async () => {
    const { annotator, findings } = setUp()
    const parts = { request: capturedBody(requestText, json), response: capturedBody(responseText, json) }
    const of = (id: string, summary: object) => capturedExchange({ summary: { id, ...summary }, ...parts })
    annotator.catchUp([of('known', { model: 'gpt-5' }), of('open', { state: 'receiving' }), of('new', {})])
    await slice()
    expect([...findings.keys()]).toEqual(['new'])
  })

  it('that cannot be read leaves the others be', async () => {
    const { ended, findings } = setUp()
    const broken = capturedBody(requestText, json)
    broken.read = async () => {
      throw new Error('let go of')
    }
    ended(capturedExchange({ summary: { id: 'broken' }, request: broken, response: capturedBody(responseText, json) }))
    ended(call({ id: 'b' }))
    await slice()
    expect([...findings.keys()]).toEqual(['b'])
  })

  it('is not looked at after the end', async () => {
    const { annotator, ended, findings, isSubscribed } = setUp()
    ended(call())
    annotator.stop()
    expect(isSubscribed()).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
    await slice()
    expect(findings.size).toBe(0)
  })
})

describe('many exchanges at once', () => {
  /** The share of the time that reading them takes. */
  async function shareOf(feed: (parts: ReturnType<typeof setUp>, calls: CapturedExchange[]) => void) {
    let workMs = 0
    const costs = [1, 3, 40]
    const parts = setUp({
      decode(body, limit) {
        const cost = costs[parts.decoded() % costs.length] as number
        workMs += cost
        vi.advanceTimersByTime(cost)
        return decodeBody(body, limit)
      },
    })
    const start = performance.now()
    feed(
      parts,
      Array.from({ length: 2000 }, (_, i) => call({ id: String(i) })),
    )
    await vi.advanceTimersByTimeAsync(20_000)
    return workMs / (performance.now() - start)
  }

  it('take 8 % of the time, however long each of them takes', async () => {
    const share = await shareOf(({ annotator }, calls) => annotator.catchUp(calls))
    expect(share).toBeLessThan(0.085)
    expect(share).toBeGreaterThan(0.06)
  })

  it('take less than 1 % while they come faster than anybody reads', async () => {
    const share = await shareOf(({ ended }, calls) => {
      let next = 0
      const timer = setInterval(() => {
        for (let i = 0; i < 20; i++) ended(calls[next++ % calls.length] as CapturedExchange)
      }, 20)
      onTestFinished(() => clearInterval(timer))
    })
    expect(share).toBeLessThan(0.01)
    expect(share).toBeGreaterThan(0)
  })

  it('wait, some 5,000 of them, and the newest is read first', async () => {
    const { ended, findings } = setUp()
    for (let i = 0; i < 10_010; i++) ended(call({ id: String(i) }))
    await slice()
    expect([...findings.keys()].slice(0, 2)).toEqual(['10009', '10008'])
    expect(findings.size).toBe(5010)
  })
})

describe('the one that is opened', () => {
  it('is annotated whoever looks, and its view is told', async () => {
    const { annotator, findings } = setUp({ isWanted: () => false })
    const view = await annotator.annotateNow(call())
    expect(view).toMatchObject({ api: 'openai-chat', output: [{ kind: 'text', text: 'Hello' }] })
    expect(findings.get('a')).toEqual(found)
  })

  it('is left as it is where it is no call', async () => {
    const { annotator, findings } = setUp()
    expect(await annotator.annotateNow(call({ request: '{}', response: '{}' }))).toBeNull()
    expect(findings.size).toBe(0)
  })
})

describe('what is looked at before anything is parsed', () => {
  const events = { ...json, mediaType: 'text/event-stream' }
  const mark = '{"model":"m"}'

  it.each<[string, boolean, CallParts]>([
    ['JSON in both directions', true, {}],
    ['an event stream', true, { responseOptions: events }],
    ['a vendor’s JSON', true, { responseOptions: { ...json, mediaType: 'application/vnd.api+json' } }],
    ['Gemini, whose request names no model', true, { request: '{"contents":[]}' }],
    ['white space before the bracket', true, { request: `\n  ${mark}` }],
    ['no response yet', true, { response: '', responseOptions: { mediaType: null } }],
    ['a compressed request', true, { request: '\x1f\x8b', requestOptions: { ...json, encodings: ['gzip'] } }],
    ['a page', false, { responseOptions: { ...json, mediaType: 'text/html' } }],
    ['an image', false, { responseOptions: { mediaType: 'image/png' } }],
    ['no request', false, { request: '' }],
    ['a form', false, { requestOptions: { mediaType: 'multipart/form-data' } }],
    ['text', false, { request: `"model" ${mark}` }],
    ['JSON without a model', false, { request: '{"name":"x"}' }],
    ['a request of more than 2 MB', false, { request: mark + ' '.repeat(2_000_000) }],
    ['a response of more than 2 MB', false, { response: mark + ' '.repeat(2_000_000) }],
  ])('%s: %s', async (_, expected, parts) => {
    expect(await mayBeLlm(call(parts))).toBe(expected)
  })

  it('keeps the rest from being decoded', async () => {
    const { ended, decoded } = setUp()
    ended(call({ request: '{"name":"x"}' }))
    await slice()
    expect(decoded()).toBe(0)
  })
})
