// The official Anthropic client, given the gateway's address and a dummy key.
import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { headerValues, type RecordedRequest } from '../support/upstream.ts'
import { answerAsAnthropic, anthropicKey, overloadedModel } from './stand-ins/anthropic.ts'
import { type ApiSetup, comparableHeaders, sentDirectly, throughGateway } from './through-gateway.ts'

const dummy = 'sk-ant-dummy-of-the-client'

const anthropic: ApiSetup = {
  answer: answerAsAnthropic,
  routes: [
    { path: '/v1/messages', target: '/v1/messages', headers: { Authorization: 'Bearer os.environ/ANTHROPIC_API_KEY' } },
  ],
  variables: { ANTHROPIC_API_KEY: anthropicKey },
  credential: ['authorization', `Bearer ${anthropicKey}`],
  dummies: [dummy],
}

function clientOf(url: string): Anthropic {
  return new Anthropic({ baseURL: url, apiKey: dummy, maxRetries: 0 })
}

const question: Anthropic.MessageCreateParamsNonStreaming = {
  model: 'claude-opus-5-5',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Hello, Claude' }],
}

describe('@anthropic-ai/sdk', () => {
  it('gets a message, and sends what it sends without the gateway', async () => {
    const [direct] = await sentDirectly(answerAsAnthropic, async (url) => {
      await clientOf(url)
        .messages.create(question)
        .catch(() => null)
    })
    await throughGateway(anthropic, async (url, requests) => {
      const message = await clientOf(url).messages.create(question)
      expect(message.content).toEqual([{ type: 'text', text: 'Hi! My name is Claude.', citations: null }])
      expect(message.usage).toMatchObject({ input_tokens: 25, output_tokens: 12 })
      expect(message._request_id).toBe('req_018EeWyXxfu5pfWkrYcMdjWG')
      expect(requests[0]?.body.equals(direct?.body as Buffer)).toBe(true)
      expect(comparableHeaders(requests[0] as RecordedRequest, ['authorization'])).toEqual(
        comparableHeaders(direct as RecordedRequest, ['authorization']),
      )
    })
  })

  it('streams a message, event by event', () =>
    throughGateway(anthropic, async (url) => {
      const types: string[] = []
      const texts: string[] = []
      const stream = clientOf(url)
        .messages.stream(question)
        .on('streamEvent', ({ type }) => types.push(type))
        .on('text', (text) => texts.push(text))
      const message = await stream.finalMessage()
      expect(texts.join('')).toBe('Hi! My name is Claude ☀️')
      expect(message.content).toMatchObject([{ type: 'text', text: 'Hi! My name is Claude ☀️' }])
      expect(message.stop_reason).toBe('end_turn')
      expect(message.usage).toMatchObject({ input_tokens: 25, output_tokens: 15 })
      expect(types).toEqual([
        ...['message_start', 'content_block_start', ...Array(4).fill('content_block_delta')],
        ...['content_block_stop', 'message_delta', 'message_stop'],
      ])
      expect(stream.request_id).toBe('req_018EeWyXxfu5pfWkrYcMdjWG')
    }))

  it('is told that the API is overloaded', () =>
    throughGateway(anthropic, async (url) => {
      const asked = clientOf(url).messages.create({ ...question, model: overloadedModel })
      const error = await asked.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Anthropic.OverloadedError)
      expect(error).toMatchObject({
        status: 529,
        requestID: 'req_018EeWyXxfu5pfWkrYcMdjWG',
        error: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      })
    }))

  it('has its key taken out of the header that it uses where the route sets another', () => {
    const masterKey = 'sk-1234-of-the-gateway'
    const headers = { 'x-api-key': 'os.environ/ANTHROPIC_API_KEY' }
    const setup: ApiSetup = {
      ...anthropic,
      routes: [{ path: '/v1/messages', target: '/v1/messages', auth: true, headers }],
      settings: { master_key: masterKey },
      credential: ['x-api-key', anthropicKey],
      dummies: [masterKey],
    }
    return throughGateway(setup, async (url, requests) => {
      const client = new Anthropic({ baseURL: url, apiKey: masterKey, maxRetries: 0 })
      expect((await client.messages.create(question)).stop_reason).toBe('end_turn')
      expect(headerValues(requests[0] as RecordedRequest, 'authorization')).toEqual([])
      const refused = await clientOf(url)
        .messages.create(question)
        .catch((reason: unknown) => reason)
      expect(refused).toBeInstanceOf(Anthropic.AuthenticationError)
      expect(requests).toHaveLength(1)
    })
  })
})
