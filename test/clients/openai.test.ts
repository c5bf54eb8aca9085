// The official OpenAI client, given the gateway's address and a dummy key.
import { createHash } from 'node:crypto'
import OpenAI, { toFile } from 'openai'
import { describe, expect, it } from 'vitest'
import type { RecordedRequest } from '../support/upstream.ts'
import { answerAsOpenai, busyModel, openaiKey } from './stand-ins/openai.ts'
import { type ApiSetup, comparableHeaders, sentDirectly, throughGateway } from './through-gateway.ts'

const dummy = 'sk-dummy-of-the-client'

const openai: ApiSetup = {
  answer: answerAsOpenai,
  routes: [
    {
      path: '/v1',
      target: '/v1',
      include_subpath: true,
      headers: { Authorization: 'Bearer os.environ/OPENAI_API_KEY' },
    },
  ],
  variables: { OPENAI_API_KEY: openaiKey },
  credential: ['authorization', `Bearer ${openaiKey}`],
  dummies: [dummy],
}

function clientOf(url: string): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: dummy, maxRetries: 0 })
}

const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Say hello — ¿cómo estás? 👋' }] }

describe('openai', () => {
  it('gets a chat completion', () =>
    throughGateway(openai, async (url) => {
      const completion = await clientOf(url).chat.completions.create(question)
      expect(completion.choices[0]?.message.content).toBe('Hello there, friend!')
      expect(completion.usage).toEqual({ prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 })
      expect(completion._request_id).toBe('req_chat')
    }))

  it('streams a chat completion with its usage', () =>
    throughGateway(openai, async (url) => {
      const stream = await clientOf(url).chat.completions.create({
        ...question,
        stream: true,
        stream_options: { include_usage: true },
      })
      let text = ''
      let usage: OpenAI.CompletionUsage | null | undefined
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? ''
        usage = chunk.usage ?? usage
      }
      expect(text).toBe('Hello there, friend 👋')
      expect(usage?.total_tokens).toBe(12)
    }))

  it('streams a response', () =>
    throughGateway(openai, async (url) => {
      const stream = clientOf(url).responses.stream({ model: 'gpt-4o', input: 'Say hello.' })
      const types: string[] = []
      let text = ''
      for await (const event of stream) {
        types.push(event.type)
        if (event.type === 'response.output_text.delta') text += event.delta
      }
      const final = await stream.finalResponse()
      expect([text, final.output_text]).toEqual(Array(2).fill('Hello from the Responses API.'))
      expect([types[0], types.at(-1)]).toEqual(['response.created', 'response.completed'])
      expect(final.usage?.total_tokens).toBe(18)
    }))

  it('uploads a file of 1 MB', () =>
    throughGateway(openai, async (url, requests) => {
      const content = Buffer.from('{"prompt":"ü"}\r\n'.repeat(64 * 1024)).subarray(0, 1024 * 1024)
      const file = await clientOf(url).files.create({
        file: await toFile(content, 'training data.jsonl'),
        purpose: 'fine-tune',
      })
      expect(file).toMatchObject({
        id: 'file-abc123',
        bytes: content.length,
        filename: 'training data.jsonl',
        purpose: 'fine-tune',
      })
      const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
      const sent = requests[0] as RecordedRequest
      const start = sent.body.indexOf(content.subarray(0, 64))
      expect(sha256(sent.body.subarray(start, start + content.length))).toBe(sha256(content))
    }))

  it('gets embeddings, compressed on their way', () =>
    throughGateway(openai, async (url, requests) => {
      const embeddings = await clientOf(url).embeddings.create({ model: 'text-embedding-3-small', input: ['a', 'b'] })
      expect(embeddings.data.map(({ embedding }) => embedding)).toEqual([
        [0.5, -0.25, 1],
        [1.5, -0.25, 1],
      ])
      expect(embeddings.usage.total_tokens).toBe(8)
      expect(requests[0]?.body.toString()).toContain('base64')
    }))

  it('is told of a key that is not valid', () => {
    const revoked = 'sk-proj-revoked'
    const setup = {
      ...openai,
      variables: { OPENAI_API_KEY: revoked },
      credential: ['authorization', `Bearer ${revoked}`] as const,
    }
    return throughGateway(setup, async (url) => {
      const error = await clientOf(url)
        .chat.completions.create(question)
        .catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
      expect(error).toMatchObject({ status: 401, code: 'invalid_api_key', requestID: 'req_unauthorized' })
    })
  })

  it('is told of a rate limit, in a stream as well', () =>
    throughGateway(openai, async (url) => {
      for (const stream of [false, true]) {
        const asked = clientOf(url).chat.completions.create({ ...question, model: busyModel, stream })
        const error = (await asked.catch((reason: unknown) => reason)) as InstanceType<typeof OpenAI.RateLimitError>
        expect(error).toBeInstanceOf(OpenAI.RateLimitError)
        expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' })
        expect(error.headers.get('retry-after')).toBe('20')
      }
    }))
})

describe('what openai sends is the same without the gateway', () => {
  it('as JSON, byte for byte, with the same headers', async () => {
    const ask = async (url: string) =>
      void (await clientOf(url)
        .chat.completions.create(question)
        .catch(() => null))
    const [direct] = await sentDirectly(answerAsOpenai, ask)
    await throughGateway(openai, async (url, requests) => {
      await ask(url)
      expect(requests[0]?.body.equals(direct?.body as Buffer)).toBe(true)
      expect(requests[0]?.path).toBe(direct?.path)
      expect(comparableHeaders(requests[0] as RecordedRequest, ['authorization'])).toEqual(
        comparableHeaders(direct as RecordedRequest, ['authorization']),
      )
    })
  })

  it('as a form, byte for byte but the random boundary', async () => {
    const content = Buffer.alloc(100_000, 'form data\r\n--')
    const upload = async (url: string) => {
      const file = await toFile(content, 'a.bin')
      await clientOf(url)
        .files.create({ file, purpose: 'user_data' })
        .catch(() => null)
    }
    const withoutBoundary = ({ body, rawHeaders }: RecordedRequest) => {
      const boundary = /boundary=(\S+)/.exec(rawHeaders.join('\n'))?.[1] as string
      return body.toString('latin1').replaceAll(boundary, 'BOUNDARY')
    }
    const [direct] = await sentDirectly(answerAsOpenai, upload)
    await throughGateway(openai, async (url, requests) => {
      await upload(url)
      expect(withoutBoundary(requests[0] as RecordedRequest)).toBe(withoutBoundary(direct as RecordedRequest))
    })
  })
})
