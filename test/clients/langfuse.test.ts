// The Langfuse client of the tutorial, given the gateway's address and any public and secret key.
import { Langfuse } from 'langfuse'
import { describe, expect, it } from 'vitest'
import type { RecordedRequest } from '../support/upstream.ts'
import {
  answerAsLangfuse,
  type IngestionEvent,
  langfuseAuthorization,
  langfusePublicKey,
  langfuseSecretKey,
  refusedName,
} from './stand-ins/langfuse.ts'
import { type ApiSetup, throughGateway } from './through-gateway.ts'

const publicKey = 'pk-lf-anything'
const secretKey = 'sk-lf-anything'

const langfuse: ApiSetup = {
  answer: answerAsLangfuse,
  routes: [
    {
      path: '/api/public/ingestion',
      target: '/api/public/ingestion',
      headers: {
        LANGFUSE_PUBLIC_KEY: 'os.environ/LANGFUSE_DEV_PUBLIC_KEY',
        LANGFUSE_SECRET_KEY: 'os.environ/LANGFUSE_DEV_SK_KEY',
      },
    },
  ],
  variables: { LANGFUSE_DEV_PUBLIC_KEY: langfusePublicKey, LANGFUSE_DEV_SK_KEY: langfuseSecretKey },
  credential: ['authorization', langfuseAuthorization],
  // Not the public key: the client also names it in the body and in a header, where it is no credential.
  dummies: [secretKey, Buffer.from(`${publicKey}:${secretKey}`).toString('base64')],
}

function clientOf(url: string) {
  const client = new Langfuse({ baseUrl: url, publicKey, secretKey, fetchRetryCount: 0, flushInterval: 0 })
  const flushed: unknown[] = []
  const warnings: unknown[] = []
  client.on('flush', (items: unknown[]) => flushed.push(...items))
  client.on('warning', (warning: unknown) => warnings.push(warning))
  return { client, flushed, warnings }
}

const batchOf = (request: RecordedRequest | undefined) =>
  (JSON.parse(request?.body.toString() ?? '{}') as { batch: IngestionEvent[] }).batch

describe('langfuse', () => {
  it('flushes a trace, which is answered 207', () =>
    throughGateway(langfuse, async (url, requests) => {
      const { client, flushed, warnings } = clientOf(url)
      const trace = client.trace({ name: 'hello', userId: 'user-1', input: { question: 'ü' } })
      trace.generation({ name: 'answer', model: 'gpt-4o', usage: { input: 9, output: 3 } }).end({ output: 'Hi!' })
      await client.flushAsync()
      expect(warnings).toEqual([])
      expect(flushed).toHaveLength(3)
      const batch = requests.flatMap(batchOf)
      expect(batch.map(({ type }) => type).sort()).toEqual(['generation-create', 'generation-update', 'trace-create'])
      expect(batch.find(({ type }) => type === 'trace-create')?.body).toMatchObject({
        name: 'hello',
        userId: 'user-1',
        input: { question: 'ü' },
      })
      for (const request of requests) expect([request.method, request.path]).toEqual(['POST', '/api/public/ingestion'])
      await client.shutdownAsync()
    }))

  it('is told of events that were refused', () =>
    throughGateway(langfuse, async (url) => {
      const { client, warnings } = clientOf(url)
      client.trace({ name: refusedName })
      await client.flushAsync()
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatchObject({ name: 'LangfuseFetchHttpError', response: { status: 207 } })
      expect(String((warnings[0] as Error).message)).toContain('207')
      await client.shutdownAsync()
    }))
})
