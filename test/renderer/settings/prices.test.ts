// The price table as it is edited: what is typed is kept exactly, problems stand at their field, changes are by value.
import { describe, expect, it } from 'vitest'
import defaultTable from '../../../src/main/inspector/llm/prices.json' with { type: 'json' }
import {
  draftOf,
  emptyDraft,
  othersThan,
  readDraft,
  readUsd,
} from '../../../src/renderer/features/settings/price-draft.ts'
import {
  insertPrice,
  isSameTable,
  matchesSearch,
  priceRows,
  replacePrice,
  withoutPrice,
} from '../../../src/renderer/features/settings/price-list.ts'
import { formatPrice, lengthWords, priceUses, priceWords } from '../../../src/renderer/features/settings/price-use.ts'
import { type Price, priceSchema } from '../../../src/shared/llm.ts'
import { price } from '../../support/price.ts'

const defaults: Price[] = defaultTable.map((price) => priceSchema.parse(price))

const full = price('m', {
  input: 0.0000025,
  cachedInput: 0.1,
  cacheWrite: 3.75,
  longCacheWrite: 6,
  upToInput: 200_000,
  source: 'https://example.com/prices',
  date: '2026-11-23',
})

describe('a price in its fields', () => {
  it('comes back as it was, with every field that it has', () => {
    expect(readDraft(draftOf(full), [])).toEqual({ price: full })
    expect(readDraft(draftOf(price('m')), [])).toEqual({ price: price('m') })
  })

  it('comes back as it was for each of the table that comes with the product', () => {
    for (const each of defaults) expect(readDraft(draftOf(each), othersThan(each, defaults))).toEqual({ price: each })
  })

  it('keeps what was not edited', () => {
    expect(readDraft({ ...draftOf(full), input: '$2' }, [])).toEqual({ price: { ...full, input: 2 } })
  })

  it('may be without all but a pattern and what input costs', () => {
    const draft = { ...emptyDraft('2026-11-23'), pattern: ' m* ', input: '0' }
    expect(readDraft(draft, [])).toEqual({ price: price('m*', { input: 0, output: null, date: '2026-11-23' }) })
  })

  it('says at each field what is wrong', () => {
    const draft = {
      ...emptyDraft(''),
      cachedInput: '-1',
      output: '1,5',
      upToInput: '0',
      longCacheWrite: 'six',
      source: 'x'.repeat(501),
      date: 'x'.repeat(41),
    }
    expect(readDraft(draft, [])).toEqual({
      problems: {
        pattern: 'Write a model’s name; * stands for any characters.',
        input: 'Write what input costs.',
        cachedInput: 'Write a number, such as 0.25.',
        output: 'Write a number, such as 0.25.',
        longCacheWrite: 'Write a number, such as 0.25.',
        upToInput: 'Use 1 or more.',
        source: 'Use at most 500 characters.',
        date: 'Use at most 40 characters.',
      },
    })
    expect(readDraft({ ...draftOf(full), pattern: 'x'.repeat(201) }, [])).toEqual({
      problems: { pattern: 'Use at most 200 characters.' },
    })
  })

  it('is not that of another price, which alone would be used', () => {
    expect(readDraft(draftOf(price('M')), [price('m')])).toEqual({
      problems: { pattern: 'Another price has this pattern and prompt length.' },
    })
    expect(readDraft(draftOf(price('m')), [full])).toEqual({ price: price('m') })
  })

  it.each([
    ['0.25', 0.25],
    ['$ 3', 3],
    ['.5', 0.5],
    ['2.', 2],
    ['1e-7', 1e-7],
  ])('reads %s', (text, usd) => {
    expect(readUsd(text).value).toBe(usd)
  })
})

describe('the table', () => {
  const table = [price('b'), full, price('a'), price('b')]

  it('is changed by value, and only in one place', () => {
    expect(replacePrice(table, price('b'), price('c'))).toEqual([price('c'), full, price('a'), price('b')])
    expect(withoutPrice(table, price('b'))).toEqual([full, price('a'), price('b')])
    expect(insertPrice(withoutPrice(table, full), 1, full)).toEqual(table)
    expect(insertPrice([], 3, full)).toEqual([full])
    expect(() => replacePrice(table, price('z'), price('c'))).toThrow('no longer in the table')
  })

  it('is the same whatever the order of the keys', () => {
    const { pattern, ...rest } = full
    expect(isSameTable([full], [{ ...rest, pattern }])).toBe(true)
    expect(isSameTable([full], [{ ...full, longCacheWrite: 7 }])).toBe(false)
    expect(isSameTable([full], [])).toBe(false)
  })

  it('is sorted as people count, the shortest prompts first, each row with a key of its own', () => {
    const rows = priceRows([
      price('m-10'),
      price('m-9', { upToInput: 5 }),
      price('m-9'),
      price('m-9', { upToInput: 1 }),
      price('m-10'),
    ])
    expect(rows.map((row) => [row.price.pattern, row.price.upToInput])).toEqual([
      ['m-9', 1],
      ['m-9', 5],
      ['m-9', undefined],
      ['m-10', undefined],
      ['m-10', undefined],
    ])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(5)
  })

  it('is searched by every word, in pattern and source', () => {
    expect(matchesSearch(full, '')).toBe(true)
    expect(matchesSearch(full, 'EXAMPLE m')).toBe(true)
    expect(matchesSearch(full, 'example other')).toBe(false)
  })
})

describe('the price that a name finds', () => {
  const long = price('gemini*', { input: 2.5, output: 15 })
  const short = price('gemini*', { input: 1.25, output: 10, upToInput: 200_000 })
  const table = [price('gemini-embedding'), long, short, price('other', { upToInput: 100 })]

  it('is one where the length of the prompt does not count', () => {
    expect(priceUses('gemini-embedding', table)).toEqual([{ price: table[0], upToInput: null }])
  })

  it('is one for each length where it counts', () => {
    const uses = priceUses(' gemini-pro ', table)
    expect(uses).toEqual([
      { price: short, upToInput: 200_000 },
      { price: long, upToInput: null },
    ])
    expect(uses.map((use) => lengthWords(use, false))).toEqual(['up to 200,000 prompt tokens', 'above'])
  })

  it('may be none, for every length or for some', () => {
    expect(priceUses('claude', table)).toEqual([{ price: null, upToInput: null }])
    expect(priceUses('other', table)).toEqual([
      { price: table[3], upToInput: 100 },
      { price: null, upToInput: null },
    ])
    expect(priceUses('  ', table)).toEqual([])
  })

  it('is told in words', () => {
    expect(priceWords(short)).toBe('$1.25 in, $10.00 out')
    expect(priceWords(price('e', { input: 0.02, output: null }))).toBe('$0.02 in')
    expect([0, 3, 0.0375, 1234.5].map(formatPrice)).toEqual(['0.00', '3.00', '0.0375', '1,234.50'])
  })
})
