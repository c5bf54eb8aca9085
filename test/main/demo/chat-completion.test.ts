// The demo's chat completion: OpenAI's shape, streamed word by word or whole.
import { describe, expect, it } from 'vitest'
import { lastEnded, post, startDemo } from './start-demo.ts'

interface Chunk {
  id: string
  object: string
  created: number
  model: string
  choices: { index: number; delta: { role?: string; content?: string }; finish_reason: string | null }[]
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number } | null
}

const messages = [{ role: 'user', content: 'Why is the sky blue?' }]
const expected = /^This is Throughline’s demo upstream\. You asked: “Why is the sky blue\?”\. .*would\.$/

/** The events of a stream with the time at which each arrived. */
async function readEvents(response: Response): Promise<{ data: string; at: number }[]> {
  const events: { data: string; at: number }[] = []
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() as string
    for (const part of parts) {
      expect(part).toMatch(/^data: [^\n]+$/)
      events.push({ data: part.slice('data: '.length), at: performance.now() })
    }
  }
  expect(text).toBe('')
  return events
}

describe('a streamed chat completion', () => {
  it('comes in OpenAI’s chunks, ends with [DONE], and each event arrives as it is sent', async () => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/chat/completions`, { model: 'gpt-4o', messages, stream: true })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const events = await readEvents(response)
    expect(events.pop()?.data).toBe('[DONE]')
    const chunks = events.map(({ data }) => JSON.parse(data) as Chunk)

    const { id, created } = chunks[0] as Chunk
    expect(id).toMatch(/^chatcmpl-/)
    for (const chunk of chunks) {
      expect(chunk).toMatchObject({ id, created, object: 'chat.completion.chunk', model: 'gpt-4o' })
      expect(chunk.choices).toHaveLength(1)
      expect(chunk).not.toHaveProperty('usage')
    }
    expect(chunks[0]?.choices[0]).toEqual({
      index: 0,
      delta: { role: 'assistant', content: '' },
      finish_reason: null,
    })
    expect(chunks.at(-1)?.choices[0]).toEqual({ index: 0, delta: {}, finish_reason: 'stop' })
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toMatch(expected)

    // One word every 40 ms: had they been held back, they would have come at once.
    const times = events.map(({ at }) => at)
    expect((times.at(-1) as number) - (times[0] as number)).toBeGreaterThan(20 * (times.length - 2))
    expect(new Set(times.map((at) => Math.round(at / 10))).size).toBeGreaterThan(5)
  })

  it('tells the usage in one more chunk where it is asked for', async () => {
    const { url } = await startDemo()
    const options = { stream: true, stream_options: { include_usage: true } }
    const events = await readEvents(await post(`${url}/v1/chat/completions`, { messages, ...options }))
    expect(events.pop()?.data).toBe('[DONE]')
    const chunks = events.map(({ data }) => JSON.parse(data) as Chunk)
    const last = chunks.pop()
    const { prompt_tokens, completion_tokens, total_tokens } = last?.usage ?? {}
    expect(last?.choices).toEqual([])
    expect(prompt_tokens).toBeGreaterThan(0)
    expect(completion_tokens).toBe(chunks.length - 2)
    expect(total_tokens).toBe((prompt_tokens as number) + (completion_tokens as number))
    expect(chunks.every(({ usage }) => usage === null)).toBe(true)
  })

  it('stops when the client goes away', async () => {
    const { url, recorder } = await startDemo()
    const aborter = new AbortController()
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages, stream: true }),
      signal: aborter.signal,
    })
    const reader = response.body?.getReader()
    await reader?.read()
    expect(recorder.list().at(-1)?.state).toBe('receiving')
    aborter.abort()
    await expect(reader?.read()).rejects.toThrow()
    const { outcome, responseBytes } = await lastEnded(recorder)
    expect(outcome).toBe('client_closed')
    // The whole answer has some 35 words, each in a chunk of more than 200 bytes.
    expect(responseBytes).toBeLessThan(5000)
  })
})

describe('a whole chat completion', () => {
  it.each([{}, { stream: false }, { stream: null }])('comes in one answer with %j', async (options) => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/chat/completions`, { messages, ...options })
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      id: expect.stringMatching(/^chatcmpl-/),
      created: expect.any(Number),
      model: 'throughline-demo',
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: expect.stringMatching(expected) },
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: expect.any(Number),
        completion_tokens: expect.any(Number),
        total_tokens: expect.any(Number),
      },
    })
  })

  it('quotes the start of a long question, and nothing where there is none', async () => {
    const { url } = await startDemo()
    const contentOf = async (asked: unknown) => {
      const response = await post(`${url}/v1/chat/completions`, { messages: [{ role: 'user', content: asked }] })
      return JSON.stringify(await response.json())
    }
    expect(await contentOf('x'.repeat(200))).toContain(`“${'x'.repeat(80)}…”`)
    expect(await contentOf([{ type: 'text', text: 'hello' }])).toContain('“”')
  })

  it.each([
    ['no messages', {}],
    ['messages that are no list', { messages: 'hello' }],
    ['no JSON object', [1]],
  ])('with %s answers an error as OpenAI does', async (_name, body) => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/chat/completions`, body)
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        error: {
          message: "Missing required parameter: 'messages'.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'missing_required_parameter',
        },
      },
    ])
  })
})
