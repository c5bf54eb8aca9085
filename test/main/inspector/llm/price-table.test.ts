// Which price is a model's, and what its tokens cost: known only where everything that was used has a price.
import { describe, expect, it } from 'vitest'
import { noUsage } from '../../../../src/main/inspector/llm/draft.ts'
import { costOf, defaultPrices, noCost } from '../../../../src/main/inspector/llm/price-table.ts'
import { findPrice } from '../../../../src/shared/find-price.ts'
import { price } from '../../../support/price.ts'

describe('the price of a model', () => {
  const prices = ['gpt-5*', '*', 'gpt-5', 'gpt-5-mini', 'claude-*-sonnet', 'gpt-*-mini', '*-audio'].map((pattern) =>
    price(pattern),
  )

  it.each([
    ['gpt-5', 'gpt-5'],
    ['GPT-5', 'gpt-5'],
    ['gpt-5-2025-08-07', 'gpt-5'],
    ['gpt-5-mini-2025-08-07', 'gpt-5-mini'],
    ['openai/gpt-5-mini', 'gpt-5-mini'],
    ['gpt-5.1', 'gpt-5*'],
    ['gpt-5.1-mini', 'gpt-*-mini'],
    ['claude-3-5-sonnet-20241022', 'claude-*-sonnet'],
    ['claude-3-5-sonnet-latest', 'claude-*-sonnet'],
    ['claude-3-5-sonnet@20241022', 'claude-*-sonnet'],
    ['voice-audio', '*-audio'],
    ['llama', '*'],
  ])('%s is priced as %s: the pattern that says most', (model, pattern) => {
    expect(findPrice(model, prices)?.pattern).toBe(pattern)
  })

  it.each(['gpt-50', 'xgpt-5', 'gpt-5-', 'gpt-5-mini-2025', ''])('is not that of another name: %s', (model) => {
    expect(findPrice(model, [price('gpt-5'), price('gpt-5-mini')])).toBeNull()
  })

  it('needs the literal parts in their order, none twice', () => {
    const ends = [price('ab*ba')]
    expect(findPrice('abba', ends)).not.toBeNull()
    expect(findPrice('aba', ends)).toBeNull()
    expect(findPrice('a-c-b', [price('a*b*c')])).toBeNull()
    expect(findPrice('a-b-c', [price('a*b*c')])).not.toBeNull()
    expect(findPrice('a.c', [price('a?c')])).toBeNull()
  })

  it('goes by the length of the prompt where it says so', () => {
    const tiers = [price('m', { input: 2 }), price('m', { upToInput: 100 }), price('n', { upToInput: 100 })]
    expect(findPrice('m', tiers, 100)?.input).toBe(1)
    expect(findPrice('m', tiers, 101)?.input).toBe(2)
    expect(findPrice('m', tiers)?.input).toBe(2)
    expect(findPrice('n', tiers, 101)).toBeNull()
    expect(findPrice('n', tiers)).toBeNull()
  })
})

describe('the cost of a call', () => {
  const full = price('m', { cachedInput: 0.5, cacheWrite: 2, longCacheWrite: 3 })
  const usage = { input: 1_000_000, cachedInput: 200_000, cacheWrite: 300_000, output: 500_000, reasoning: 400_000 }

  it('is of each kind of token at its own price, and none is paid for twice', () => {
    expect(costOf(usage, 'm', [full])).toEqual({
      input: 0.5,
      cachedInput: 0.1,
      cacheWrite: 0.6,
      output: 2,
      total: 3.2,
      pricedAs: 'm',
      unpriced: [],
    })
  })

  it('is more for what a cache keeps long', () => {
    expect(costOf({ ...usage, longCacheWrite: 100_000 }, 'm', [full])).toMatchObject({ cacheWrite: 0.7, total: 3.3 })
    const { longCacheWrite: _, ...short } = full
    expect(costOf({ ...usage, longCacheWrite: 100_000 }, 'm', [short])).toMatchObject({ cacheWrite: null, total: null })
  })

  it('is of input alone where the API tells of no cache', () => {
    const plain = { ...noUsage, input: 1000, output: 250 }
    expect(costOf(plain, 'm', [full])).toEqual({
      input: 0.001,
      cachedInput: null,
      cacheWrite: null,
      output: 0.001,
      total: 0.002,
      pricedAs: 'm',
      unpriced: [],
    })
  })

  it('is not known in all where a part of it is not', () => {
    const bare = price('m')
    expect(costOf(usage, 'm', [bare])).toMatchObject({ input: 0.5, cachedInput: null, output: 2, total: null })
    expect(costOf({ ...usage, cachedInput: 0, cacheWrite: 0 }, 'm', [bare]).total).toBe(3)
    expect(costOf({ ...noUsage, input: 10 }, 'm', [bare])).toMatchObject({ output: null, total: null })
    expect(costOf({ ...noUsage, output: 10 }, 'm', [bare])).toMatchObject({ input: null, total: null })
  })

  it('names what was used and has no price', () => {
    const bare = price('m')
    expect(costOf(usage, 'm', [bare]).unpriced).toEqual(['cachedInput', 'cacheWrite'])
    expect(costOf({ ...usage, cacheWrite: 0 }, 'm', [bare])).toMatchObject({ total: null, unpriced: ['cachedInput'] })
    expect(costOf({ ...usage, cachedInput: 0, cacheWrite: 0 }, 'm', [bare])).toMatchObject({ total: 3, unpriced: [] })
    expect(costOf({ ...usage, cachedInput: 0 }, 'm', [price('m', { output: null })]).unpriced).toEqual([
      'cacheWrite',
      'output',
    ])
    const { longCacheWrite: _, ...short } = full
    const long = { ...usage, cacheWrite: 5, longCacheWrite: 5 }
    expect(costOf(long, 'm', [short])).toMatchObject({ total: null, unpriced: ['longCacheWrite'] })
    // Where the count is not known, the price is not what is wanting.
    expect(costOf({ ...noUsage, input: 10 }, 'm', [bare])).toMatchObject({ total: null, unpriced: [] })
  })

  it('needs no price of output where there is none', () => {
    const embedding = price('m', { output: null })
    expect(costOf({ ...noUsage, input: 1_000_000 }, 'm', [embedding])).toMatchObject({ output: null, total: 1 })
    expect(costOf({ ...noUsage, input: 1_000_000, output: 5 }, 'm', [embedding]).total).toBeNull()
  })

  it('is unknown, and not nothing, for a model without a price and for none', () => {
    expect(costOf(usage, 'x', [full])).toEqual(noCost)
    expect(costOf(usage, null, [full])).toEqual(noCost)
  })
})

describe('the table that comes with the product', () => {
  it('says of each price where it was read', () => {
    expect(defaultPrices.length).toBeGreaterThan(50)
    for (const { source } of defaultPrices) expect(source).toMatch(/^https:\/\//)
  })

  it('has one price for each pattern and length', () => {
    const keys = defaultPrices.map(({ pattern, upToInput }) => `${pattern} ${upToInput}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('has the longer prompt cost no less', () => {
    for (const short of defaultPrices.filter(({ upToInput }) => upToInput !== undefined)) {
      const long = findPrice(short.pattern, defaultPrices, Number.MAX_SAFE_INTEGER)
      if (long !== null) expect(long.input).toBeGreaterThan(short.input)
    }
  })

  it.each([
    ['claude-sonnet-4-5-20250929', 3],
    ['claude-opus-4-1-20250805', 15],
    ['gpt-5-mini-2025-08-07', 0.25],
    ['models/gemini-2.5-flash', 0.3],
  ])('knows %s', (model, input) => {
    expect(findPrice(model, defaultPrices, 1000)?.input).toBe(input)
  })
})
