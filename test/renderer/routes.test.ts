// A route's target in the parts that read differently.
import { describe, expect, it } from 'vitest'
import { splitTarget } from '../../src/renderer/features/routes/target.ts'

describe('splitTarget', () => {
  it.each([
    ['https://api.openai.com', { scheme: '', host: 'api.openai.com', rest: '' }],
    ['https://api.cohere.com/v1/rerank', { scheme: '', host: 'api.cohere.com', rest: '/v1/rerank' }],
    ['https://api.openai.com/', { scheme: '', host: 'api.openai.com', rest: '' }],
    ['http://127.0.0.1:11434/v1', { scheme: 'http://', host: '127.0.0.1:11434', rest: '/v1' }],
    ['os.environ/TARGET', { scheme: '', host: 'os.environ/TARGET', rest: '' }],
  ])('of %s', (target, parts) => {
    expect(splitTarget(target)).toEqual(parts)
  })
})
