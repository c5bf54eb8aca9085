// The official Cohere client, given the gateway's address and a dummy key.
import { Cohere, CohereClientV2 } from 'cohere-ai'
import { describe, expect, it } from 'vitest'
import type { RecordedRequest } from '../support/upstream.ts'
import { answerAsCohere, busyModel, cohereKey } from './stand-ins/cohere.ts'
import { type ApiSetup, comparableHeaders, sentDirectly, throughGateway } from './through-gateway.ts'

const dummy = 'dummy-of-the-client'

const headers = { Authorization: 'Bearer os.environ/COHERE_API_KEY' }

const cohere: ApiSetup = {
  answer: answerAsCohere,
  routes: [
    { path: '/v2/rerank', target: '/v2/rerank', headers: { ...headers, accept: 'application/json' } },
    { path: '/v2/chat', target: '/v2/chat', headers },
  ],
  variables: { COHERE_API_KEY: cohereKey },
  credential: ['authorization', `Bearer ${cohereKey}`],
  dummies: [dummy],
}

function clientOf(url: string): CohereClientV2 {
  return new CohereClientV2({ environment: url, token: dummy, maxRetries: 0 })
}

const messages = [{ role: 'user' as const, content: 'What is an LLM?' }]

const ranking = {
  model: 'rerank-v3.5',
  query: 'What is the capital of the United States?',
  documents: ['Carson City', 'Saipan', 'Washington, D.C.'],
  topN: 2,
}

describe('cohere-ai', () => {
  it('streams a chat', () =>
    throughGateway(cohere, async (url) => {
      const types: string[] = []
      let text = ''
      let end: Cohere.ChatMessageEndEventDelta | undefined
      for await (const event of await clientOf(url).chatStream({ model: 'command-a-03-2025', messages })) {
        types.push(event.type)
        if (event.type === 'content-delta') text += event.delta?.message?.content?.text ?? ''
        if (event.type === 'message-end') end = event.delta
      }
      expect(text).toBe('LLMs are large language models.')
      expect(types).toEqual([
        ...['message-start', 'content-start', ...Array(4).fill('content-delta'), 'content-end', 'message-end'],
      ])
      expect(end).toMatchObject({ finishReason: 'COMPLETE', usage: { tokens: { inputTokens: 71, outputTokens: 9 } } })
    }))

  it('reranks, and sends what it sends without the gateway', async () => {
    const [direct] = await sentDirectly(answerAsCohere, async (url) => {
      await clientOf(url)
        .rerank(ranking)
        .catch(() => null)
    })
    await throughGateway(cohere, async (url, requests) => {
      const { results, meta } = await clientOf(url).rerank(ranking)
      expect(results).toEqual([
        { index: 2, relevanceScore: 0.25 },
        { index: 1, relevanceScore: 1 / 3 },
      ])
      expect(meta?.billedUnits?.searchUnits).toBe(1)
      expect(requests[0]?.body.equals(direct?.body as Buffer)).toBe(true)
      // The route sets both.
      const except = ['authorization', 'accept']
      expect(comparableHeaders(requests[0] as RecordedRequest, except)).toEqual(
        comparableHeaders(direct as RecordedRequest, except),
      )
    })
  })

  it('is told of a rate limit', () =>
    throughGateway(cohere, async (url) => {
      const asked = clientOf(url).chatStream({ model: busyModel, messages })
      const error = await asked.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Cohere.TooManyRequestsError)
      expect(error).toMatchObject({
        statusCode: 429,
        body: { message: 'You are past the per minute request limit, please wait and try again later.' },
      })
    }))
})
