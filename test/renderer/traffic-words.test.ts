// Small things that the Traffic page writes: amounts, figures, task progress, and what the palette finds.
import { describe, expect, it } from 'vitest'
import { markMatch, type PaletteItem, searchPalette } from '../../src/renderer/features/palette/palette-search.ts'
import { formatManyTokens, formatRoom, formatTokens, formatUsd } from '../../src/renderer/features/traffic/amounts.ts'
import { knownValues } from '../../src/renderer/features/traffic/known-values.ts'
import { trafficFigures } from '../../src/renderer/features/traffic/traffic-figures.ts'
import { sizeAfterKey } from '../../src/renderer/ui/split-pane.tsx'
import { exchange } from './support/exchange.ts'

describe('amounts', () => {
  it.each([
    [604, '604'],
    [2_318, '2.3k'],
    [118_400, '118k'],
    [1_420_000, '1.4M'],
  ])('%i tokens are %s', (count, words) => {
    expect(formatTokens(count)).toBe(words)
  })

  it('are longer in the status bar', () => {
    expect(formatManyTokens(1_420_000)).toBe('1.42 M')
    expect(formatUsd(3.87)).toBe('$3.87')
    expect(formatUsd(0.0112)).toBe('$0.0112')
    expect(formatUsd(0.00001)).toBe('<$0.0001')
    expect(formatRoom(41_800_000, 256_000_000)).toEqual({ used: '41.8', rest: 'of 256 MB' })
    expect(formatRoom(41_800_000, 2_000_000_000)).toEqual({ used: '41.8 MB', rest: 'of 2.0 GB' })
  })
})

describe('figures', () => {
  const now = new Date(2026, 10, 23, 14, 30).getTime()

  it('are unknown where nobody told', () => {
    expect(trafficFigures([exchange(1, { receivedAt: now })], now)).toEqual({
      ttft: null,
      tokensToday: null,
      costToday: null,
    })
  })

  it('take the times of all and the use of today', () => {
    const used = { inputTokens: 100, outputTokens: 20, costUsd: 0.5 }
    const rows = [
      exchange(1, { receivedAt: now - 86_400_000, firstTokenMs: 1_000, ...used }),
      exchange(2, { receivedAt: now, firstTokenMs: 200, ...used }),
      exchange(3, { receivedAt: now, stream: 'sse', firstByteMs: 300, inputTokens: 7 }),
    ]
    expect(trafficFigures(rows, now)).toEqual({ ttft: { p50: 300, p95: 1_000 }, tokensToday: 127, costToday: 0.5 })
  })
})

it('offers to the filter what is frequent first', () => {
  const rows = [exchange(1, { model: 'a' }), exchange(2, { model: 'b' }), exchange(3, { model: 'b' })]
  expect(knownValues(rows, []).models).toEqual(['b', 'a'])
})

it.each([
  ['ArrowLeft', false, 420],
  ['ArrowRight', true, 360],
  ['Home', false, 360],
  ['End', false, 820],
  ['x', false, null],
])('the pane’s handle moves with %s, shift %s, to %s', (key, isFar, size) => {
  expect(sizeAfterKey(key, isFar, 404, { least: 360, most: 820, usual: 404 })).toBe(size)
})

describe('the palette', () => {
  const item = (group: PaletteItem['group'], label: string, context = ''): PaletteItem => ({
    id: `${group} ${label}`,
    group,
    label,
    context,
  })
  const items = [
    item('Commands', 'Pause recording'),
    item('Commands', 'Replay request'),
    item('Commands', 'Clear list'),
    item('Routes', '/v1/rerank'),
    item('Recent exchanges', '/v1/rerank', 'rerank-v3.5'),
    item('Recent exchanges', '/openai/v1/chat', 'gpt-5'),
  ]
  const found = (typed: string) => searchPalette(items, typed).map(({ label }) => label)

  it('puts what begins with the text first, group by group', () => {
    expect(found('re')).toEqual(['Replay request', 'Pause recording', '/v1/rerank', '/v1/rerank'])
    expect(found('gpt')).toEqual(['/openai/v1/chat'])
    expect(found('')).toHaveLength(items.length)
    expect(found('nothing like it')).toEqual([])
  })

  it('keeps to what a prefix names', () => {
    expect(found('>re')).toEqual(['Replay request', 'Pause recording'])
    expect(found('#re')).toEqual(['/v1/rerank'])
    expect(found('/v1/re')).toEqual(['/v1/rerank', '/v1/rerank'])
  })

  it('marks what was typed', () => {
    expect(markMatch('Pause recording', 're')).toEqual(['Pause ', 're', 'cording'])
    expect(markMatch('Pause', '')).toBeNull()
  })
})
