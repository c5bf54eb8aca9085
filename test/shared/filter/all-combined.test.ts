// All kinds of tokens in one filter, each of which can be turned round.
import { expect, it } from 'vitest'
import { parseFilter } from '../../../src/shared/filter/filter.ts'
import { exampleSummary } from './example-summary.ts'

const tokens = [
  'rerank',
  'status>=200',
  'method:POST',
  'route:/v1/rerank',
  'path*:rerank',
  'host:api.cohere.com',
  'type:json',
  'model:rerank-v3.5',
  'outcome:ok',
  'size>1mb',
  'duration>2s',
]
const deep = ['header[x-id]:abc', 'body*:"rate limit"']

it('holds where every token does', () => {
  const filter = parseFilter([...tokens, ...deep].join(' '))
  expect(filter.problems).toEqual([])
  expect(filter.matches(exampleSummary())).toBe(true)
  expect(filter.deepTerms).toEqual([
    { kind: 'header', name: 'x-id', value: 'abc', isPart: false, isNot: false },
    { kind: 'body', text: 'rate limit', isNot: false },
  ])
})

it.each(tokens)('does not hold where %s is turned round', (token) => {
  const turned = [...tokens, ...deep].map((other) => (other === token ? `-${other}` : other))
  const filter = parseFilter(turned.join(' '))
  expect(filter.problems).toEqual([])
  expect(filter.matches(exampleSummary())).toBe(false)
})

it.each(deep)('asks for the opposite where %s is turned round', (token) => {
  const { deepTerms, problems } = parseFilter(`-${token}`)
  expect(problems).toEqual([])
  expect(deepTerms).toMatchObject([{ isNot: true }])
})
