// What is read out of a call: every API, streamed and not, and whatever else a body may hold.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LlmInput, parseLlm } from '../../../../src/main/inspector/llm/parse-llm.ts'
import { llmApis, llmViewSchema } from '../../../../src/shared/llm.ts'
import { fixtures } from './fixtures.ts'

/** Ten milliseconds after one another. */
const timing = { eventTimes: Array.from({ length: 100 }, (_, i) => i * 10), lastEventMs: null, durationMs: null }

const input = (changes: Partial<LlmInput>): LlmInput => ({
  request: null,
  response: null,
  responseMediaType: 'application/json',
  path: '/',
  isComplete: true,
  ...changes,
})
const json = (value: unknown) => JSON.stringify(value)

describe('the view of a call', () => {
  it.each(fixtures)('$name', ({ request, response, mediaType, path, isComplete, expected }) => {
    const view = parseLlm({ request, response, responseMediaType: mediaType, path, isComplete }, [], timing)
    expect(view).toEqual(expected)
  })

  it('is there for every API', () => {
    expect(new Set(fixtures.map(({ expected }) => expected.api))).toEqual(new Set(llmApis))
  })

  it.each(
    fixtures.filter(({ response }) => response !== null),
  )('$name is read from its response alone, where the request was not kept', ({
    response,
    mediaType,
    path,
    isComplete,
    expected,
  }) => {
    const view = parseLlm({ request: null, response, responseMediaType: mediaType, path, isComplete }, [], timing)
    const isTold = expected.output.length > 0 || expected.ranking.length > 0 || expected.usage.input !== null
    if (!isTold) return expect(view === null || view.api === expected.api).toBe(true)
    expect(view).toMatchObject({ api: expected.api, output: expected.output, usage: expected.usage })
  })
})

describe('what is no call of a language model', () => {
  it.each([
    ['nothing', null, null],
    ['a list of things', null, json([{ id: 1 }, { id: 2 }])],
    ['numbers', null, '[1, 2, 3]'],
    ['a page', null, '<!doctype html><title>Hello</title>'],
    ['an object', json({ name: 'x' }), json({ results: [{ name: 'x' }] })],
    ['an error of another API', json({ name: 'x' }), json({ error: { message: 'no' } })],
    ['a search', json({ query: 'x' }), json({ results: [] })],
    ['a moderation', json({ model: 'm', input: 'x' }), json({ id: 'modr-1', results: [{ flagged: false }] })],
    ['speech', json({ model: 'tts', input: 'x', voice: 'alloy' }), json({ error: { message: 'no' } })],
    ['messages of a chat room', json({ messages: [{ role: 'user' }] }), json({ ok: true })],
    ['a batch that is none', json({ batch: [1, 2] }), json({ successes: [], errors: [] })],
    ['events of something else', null, 'data: {"type":"tick"}\n\n'],
  ])('is not shown as one: %s', (_, request, response) => {
    expect(parseLlm(input({ request, response }))).toBeNull()
  })
})

describe('a response that says nothing yet', () => {
  const request = json({ model: 'gpt-5', stream: true, messages: [{ role: 'user', content: 'Hi' }] })

  it('leaves what the request says', () => {
    expect(parseLlm(input({ request, isComplete: false }))).toMatchObject({
      api: 'openai-chat',
      model: 'gpt-5',
      isStreamed: true,
      isComplete: false,
      output: [],
    })
  })

  it.each([
    ['/v1/messages', 'anthropic-messages'],
    ['/v2/chat', 'cohere-chat'],
    ['/v1/chat/completions', 'openai-chat'],
  ])('is of the API that the path names where requests are alike: %s', (path, api) => {
    const shared = json({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'Hi' }] })
    expect(parseLlm(input({ request: shared, path, response: json({ message: 'no' }) }))?.api).toBe(api)
  })

  it('is not of the API that the path names where the response is of another', () => {
    const response = json({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hi' }] })
    expect(parseLlm(input({ request, response, path: '/v1/chat/completions' }))?.api).toBe('anthropic-messages')
  })

  it('shows a page instead of an answer as no error of the API', () => {
    const view = parseLlm(input({ request, response: '<html>502</html>', responseMediaType: 'text/html' }))
    expect(view).toMatchObject({ model: 'gpt-5', isComplete: false, error: null })
  })
})

describe('streams that are not by the book', () => {
  const chunk = (delta: unknown, finish: string | null = null) =>
    `data:${json({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\r\n\r\n`
  const read = (response: string, isComplete = true) =>
    parseLlm(input({ response, responseMediaType: 'text/plain', isComplete }))

  it('are read whatever their media type, line ends and byte order mark', () => {
    const view = read(`\uFEFF: ping\r\n\r\n${chunk({ content: 'Hi' })}${chunk({}, 'stop')}`)
    expect(view).toMatchObject({ isStreamed: true, isComplete: true, output: [{ kind: 'text', text: 'Hi' }] })
  })

  it('are complete without [DONE] only where the response came to its end', () => {
    expect(read(chunk({ content: 'Hi' }, 'stop'), false)?.isComplete).toBe(false)
    expect(read(chunk({ content: 'Hi' }), true)?.isComplete).toBe(false)
    expect(read(`${chunk({ content: 'Hi' })}data: [DONE]\n\n`, false)?.isComplete).toBe(true)
  })

  it('keep tool calls apart that all are counted as the first, or not at all', () => {
    const call = (id: string, index?: number) => ({
      tool_calls: [{ index, id, function: { name: id, arguments: '{}' } }],
    })
    for (const index of [0, undefined]) {
      expect(read(chunk(call('a', index)) + chunk(call('b', index)))?.output).toEqual([
        { kind: 'tool_call', id: 'a', name: 'a', arguments: '{}' },
        { kind: 'tool_call', id: 'b', name: 'b', arguments: '{}' },
      ])
    }
  })
})

/** Replaces values anywhere in a JSON value by others of any type. */
const spoilt = (value: unknown, draw: () => unknown): unknown => {
  const other = draw()
  if (other !== undefined) return other
  if (Array.isArray(value)) return value.map((element) => spoilt(element, draw))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoilt(inner, draw)]))
}

describe('any body', () => {
  const check = (view: unknown) => {
    if (view !== null) llmViewSchema.parse(view)
  }

  it('gives a view of the right shape, or none, and never throws', () => {
    const text = fc.option(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((data) => `data: ${data}\n\n`),
      ),
    )
    fc.assert(
      fc.property(text, text, fc.string(), (request, response, path) => {
        check(parseLlm(input({ request, response, path })))
      }),
    )
  })

  it('does so with wrong types in any place of a body that is known', () => {
    const spoiler = fc.infiniteStream(fc.option(fc.jsonValue({ maxDepth: 1 }), { nil: undefined, freq: 12 }))
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), spoiler, (fixture, stream) => {
        const draw = () => stream.next().value
        const spoil = (text: string) => json(spoilt(JSON.parse(text), draw))
        const isEvents = fixture.mediaType === 'text/event-stream'
        const response =
          fixture.response === null || !isEvents
            ? fixture.response && spoil(fixture.response)
            : fixture.response.replaceAll(/^data: (\{.*\})$/gm, (_, data: string) => `data: ${spoil(data)}`)
        const request = fixture.request && spoil(fixture.request)
        check(parseLlm(input({ request, response, path: fixture.path, responseMediaType: fixture.mediaType })))
      }),
      { numRuns: 500 },
    )
  })

  it('may be nested however deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const request = `{"model":"m","messages":[{"role":"tool","content":{"x":${deep}}}]}`
    expect(parseLlm(input({ request }))?.model).toBe('m')
    expect(parseLlm(input({ response: deep }))).toBeNull()
  })
})
