// The rows that the list shows, out of all: filtered, counted and sorted, with work only for rows that changed.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { type QuickFilter, quickBits, quickFilters } from './filters.ts'
import { comparing, reorder, type Sort } from './list-order.ts'

export interface ListQuery {
  /** What the typed filter says of a summary. Another function is another filter. */
  matches: (row: ExchangeSummary) => boolean
  /** The ids that a search in main has found; null where none is needed. */
  found: ReadonlySet<string> | null
  quick: QuickFilter
  sort: Sort
}

export interface ListResult {
  shown: readonly ExchangeSummary[]
  /** How many rows each quick filter would show, under the typed filter. */
  counts: Readonly<Record<QuickFilter, number>>
}

export const emptyResult: ListResult = {
  shown: [],
  counts: { all: 0, '2xx': 0, '4xx': 0, '5xx': 0, sse: 0, ws: 0, errors: 0 },
}

/** `found` may be one set that grows: `foundVersion` then tells that it did. */
export interface ListView {
  update(rows: readonly ExchangeSummary[], query: ListQuery, foundVersion?: number): ListResult
}

export function createListView(): ListView {
  let rows: readonly ExchangeSummary[] = []
  /** For each row the quick filters that it is in, and 0 where the typed filter leaves it out. */
  let bits = new Uint8Array(0)
  let tallies = new Int32Array(quickFilters.length)
  let query: ListQuery | null = null
  let version = 0
  let result = emptyResult

  const evaluate = (row: ExchangeSummary, { matches, found }: ListQuery) =>
    matches(row) && (found === null || found.has(row.id)) ? quickBits(row) : 0

  const tally = (mask: number, by: 1 | -1) => {
    for (let index = 0; mask !== 0; index += 1, mask >>= 1) {
      if (mask & 1) tallies[index] = (tallies[index] ?? 0) + by
    }
  }

  /** Walks the old and the new rows side by side; tells which shown rows went and which came. */
  const follow = (next: readonly ExchangeSummary[], asked: ListQuery, isShown: (mask: number) => boolean) => {
    const nextBits = new Uint8Array(next.length)
    const gone = new Set<ExchangeSummary>()
    const added: ExchangeSummary[] = []
    let old = 0
    const drop = () => {
      const row = rows[old]
      const mask = bits[old] ?? 0
      tally(mask, -1)
      if (row && isShown(mask)) gone.add(row)
      old += 1
    }
    for (let index = 0; index < next.length; index += 1) {
      const row = next[index]
      if (!row) continue
      while (old < rows.length && (rows[old]?.sequence ?? 0) < row.sequence) drop()
      if (rows[old] === row) {
        nextBits[index] = bits[old] ?? 0
        old += 1
        continue
      }
      if (rows[old]?.sequence === row.sequence) drop()
      const mask = evaluate(row, asked)
      nextBits[index] = mask
      tally(mask, 1)
      if (isShown(mask)) added.push(row)
    }
    while (old < rows.length) drop()
    bits = nextBits
    return { gone, added }
  }

  const select = (next: readonly ExchangeSummary[], bit: number, count: number) => {
    if (count === next.length) return next
    const shown: ExchangeSummary[] = []
    for (let index = 0; index < next.length; index += 1) {
      const row = next[index]
      if (row && (bits[index] ?? 0) & bit) shown.push(row)
    }
    return shown
  }

  return {
    update(next, asked, foundVersion = 0) {
      const isSameFilter = query?.matches === asked.matches && query.found === asked.found && version === foundVersion
      const isSameView = isSameFilter && query?.quick === asked.quick && query.sort === asked.sort
      if (isSameView && next === rows) return result
      if (!isSameFilter) {
        rows = []
        bits = new Uint8Array(0)
        tallies = new Int32Array(quickFilters.length)
      }
      const place = quickFilters.indexOf(asked.quick)
      const bit = 1 << place
      const { gone, added } = follow(next, asked, (mask) => (mask & bit) !== 0)
      const count = tallies[place] ?? 0
      let shown: readonly ExchangeSummary[]
      if (asked.sort === null) shown = select(next, bit, count)
      else if (isSameView) shown = reorder(result.shown, gone, added, comparing(asked.sort))
      else shown = [...select(next, bit, count)].sort(comparing(asked.sort))
      rows = next
      query = asked
      version = foundVersion
      const counts = Object.fromEntries(quickFilters.map((filter, index) => [filter, tallies[index] ?? 0]))
      result = { shown, counts: counts as Record<QuickFilter, number> }
      return result
    },
  }
}
