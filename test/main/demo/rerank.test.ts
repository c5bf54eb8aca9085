// The demo's rerank: Cohere's shape, and an order that makes sense.
import { describe, expect, it } from 'vitest'
import { post, startDemo } from './start-demo.ts'

interface Rerank {
  id: string
  results: { index: number; relevance_score: number }[]
  meta: unknown
}

const documents = [
  'Carson City is the capital city of the American state of Nevada.',
  'Saipan is on an island in the Pacific Ocean.',
  'Washington, D.C. is the capital of the United States.',
]
const query = 'What is the capital of the United States?'

describe('rerank', () => {
  it('answers in Cohere’s shape, the best first', async () => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/rerank`, { model: 'rerank-v3.5', query, documents })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const { id, results, meta, ...others } = (await response.json()) as Rerank
    expect(others).toEqual({})
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(meta).toEqual({ api_version: { version: '1' }, billed_units: { search_units: 1 } })
    expect(results.map(({ index }) => index)).toEqual([2, 0, 1])
    const scores = results.map(({ relevance_score }) => relevance_score)
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [9, 3],
    [0, 3],
    [undefined, 3],
  ])('with top_n %s gives %i', async (topN, count) => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/rerank`, { query, documents, top_n: topN })
    expect(((await response.json()) as Rerank).results).toHaveLength(count)
  })

  it('takes documents that are objects', async () => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/rerank`, { query, documents: documents.map((text) => ({ text })) })
    expect(((await response.json()) as Rerank).results[0]?.index).toBe(2)
  })

  it.each([
    ['no query', { documents }],
    ['no documents', { query }],
    ['documents that are no list', { query, documents: 'one' }],
    ['a list', []],
  ])('with %s answers an error as Cohere does', async (_name, body) => {
    const { url } = await startDemo()
    const response = await post(`${url}/v1/rerank`, body)
    expect([response.status, await response.json()]).toEqual([
      400,
      { message: 'invalid request: query (a string) and documents (a list) are required' },
    ])
  })

  it('answers other methods with 405', async () => {
    const { url } = await startDemo()
    const response = await fetch(`${url}/v1/rerank`)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
})
