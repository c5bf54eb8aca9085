// A filter's text survives being read and written again, whatever it is, and is changed by whole tokens.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addToken,
  completeFilter,
  type FilterTokenParts,
  formatFilter,
  formatToken,
  parseFilter,
  removeToken,
} from '../../../src/shared/filter/filter.ts'
import { filterKeyNames, filterOperators } from '../../../src/shared/filter/keys.ts'
import { exampleSummary } from './example-summary.ts'

const keys = [...filterKeyNames, 'header[x-id]', 'headers[', 'stauts', 'constructor', 'x-id', 'http']
const values = [
  '',
  '400',
  '4xx',
  '/v1/*',
  'sse',
  '"rate limit"',
  '"a\\"b"',
  '"open',
  '"a"b',
  '1mb',
  '14:30',
  '{"a":1}',
  '\\',
]
const operators = [...filterOperators, '=', '', '://']
/** Text that looks like a filter more often than pure chance would. */
const filterText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...' \t-"\\:*[]>=<ahn') }),
      fc
        .tuple(
          fc.constantFrom('', '-', '--'),
          fc.constantFrom(...keys),
          fc.constantFrom(...operators),
          fc.constantFrom(...values),
        )
        .map((parts) => parts.join('')),
    ),
    { maxLength: 6 },
  )
  .chain((parts) => fc.constantFrom(' ', '', '\u00a0 ').map((gap) => parts.join(gap)))

const meaning = (text: string) =>
  parseFilter(text, 0).tokens.map(({ kind, isNot, key, name, operator, value, problem }) => {
    return { kind, isNot, key, name, operator, value, message: problem?.message }
  })

describe('any text', () => {
  it('is read without an error, with tokens and problems inside it', () => {
    fc.assert(
      fc.property(filterText, (text) => {
        const filter = parseFilter(text)
        filter.matches(exampleSummary())
        let position = 0
        for (const token of filter.tokens) {
          expect(text.slice(position, token.start).trim()).toBe('')
          expect(token.text).toBe(text.slice(token.start, token.end))
          expect(token.end).toBeGreaterThan(token.start)
          expect(token.start).toBeLessThanOrEqual(token.keyEnd)
          expect(token.keyEnd).toBeLessThanOrEqual(token.valueStart)
          expect(token.valueStart).toBeLessThanOrEqual(token.end)
          position = token.end
          if (!token.problem) continue
          expect(token.problem.start).toBeGreaterThanOrEqual(token.start)
          expect(token.problem.end).toBeGreaterThan(token.problem.start)
          expect(token.problem.end).toBeLessThanOrEqual(token.end)
        }
        expect(text.slice(position).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('means the same when it is written again, and is then written the same', () => {
    fc.assert(
      fc.property(filterText, (text) => {
        const written = formatFilter(text)
        expect(meaning(written)).toEqual(meaning(text))
        expect(formatFilter(written)).toBe(written)
      }),
      { numRuns: 500 },
    )
  })

  it('completes without an error, inside its bounds', () => {
    const known = { routes: ['/v1'], hosts: ['a b'], models: ['gpt'], methods: [], paths: ['/'], headerNames: ['x-id'] }
    fc.assert(
      fc.property(filterText, fc.nat(), (text, number) => {
        const cursor = number % (text.length + 1)
        for (const { start, end } of completeFilter(text, cursor, known)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThanOrEqual(cursor)
          expect(end).toBeGreaterThanOrEqual(cursor)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('loses exactly the token that is removed', () => {
    fc.assert(
      fc.property(filterText, fc.nat({ max: 5 }), (text, index) => {
        const left = meaning(text).filter((_, other) => other !== index)
        expect(meaning(removeToken(text, index))).toEqual(left)
      }),
      { numRuns: 300 },
    )
  })

  it('has the token that was added, once', () => {
    fc.assert(
      fc.property(filterText, fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), (text, value, isNot) => {
        const added = { kind: 'term', isNot, key: 'route', name: null, operator: ':', value } as const
        const once = addToken(text, added)
        expect(meaning(once)).toContainEqual({ ...added, message: undefined })
        expect(addToken(once, added)).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
})

const route: FilterTokenParts = {
  kind: 'term',
  isNot: false,
  key: 'route',
  name: null,
  operator: ':',
  value: '/v1/rerank',
}
const textToken = (value: string): FilterTokenParts => {
  return { kind: 'text', isNot: false, key: null, name: null, operator: null, value }
}

describe('formatToken', () => {
  it.each<[FilterTokenParts, string]>([
    [route, 'route:/v1/rerank'],
    [{ ...route, isNot: true }, '-route:/v1/rerank'],
    [{ ...route, value: '' }, 'route:'],
    [{ ...route, value: 'a b' }, 'route:"a b"'],
    [{ ...route, value: '"a"\n' }, String.raw`route:"\"a\"\n"`],
    [{ ...route, key: 'header', name: 'x-id', value: 'abc' }, 'header[x-id]:abc'],
    [{ ...route, key: 'header', name: 'x-id', operator: null, value: '' }, 'header[x-id]'],
    [{ ...route, key: 'size', operator: '>', value: '=5' }, 'size>"=5"'],
    [textToken('chat'), 'chat'],
    [textToken('-chat'), '"-chat"'],
    [textToken('status:200'), '"status:200"'],
    [textToken('a\\b'), 'a\\b'],
    [textToken('a \\b'), String.raw`"a \\b"`],
  ])('writes %j as %s', (token, text) => {
    expect(formatToken(token)).toBe(text)
  })
})

describe('changing a filter', () => {
  it('takes one token out with the space that it leaves', () => {
    expect(removeToken('a  b   c', 1)).toBe('a c')
    expect(removeToken('a b', 0)).toBe('b')
    expect(removeToken('a b', 1)).toBe('a')
    expect(removeToken('a b', 2)).toBe('a b')
  })

  it('adds a token at the end', () => {
    expect(addToken('', route)).toBe('route:/v1/rerank')
    expect(addToken('chat ', route)).toBe('chat route:/v1/rerank')
  })

  it('does not add what is there, and puts the opposite in its place', () => {
    expect(addToken('route:/v1/rerank chat', route)).toBe('route:/v1/rerank chat')
    expect(addToken('a -route:/v1/rerank b', route)).toBe('a route:/v1/rerank b')
  })

  it('keeps a token out of an unclosed quote', () => {
    expect(addToken('chat path:"/a b', route)).toBe('chat route:/v1/rerank path:"/a b')
  })
})
