// The orders that the list can stand in, and keeping a sorted list sorted while rows come and change.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import type { ColumnId } from './columns.ts'

/** null: in the order of arrival. */
export type Sort = { column: ColumnId; descending: boolean } | null

type Key = (row: ExchangeSummary) => number | string | null

const keys: Record<ColumnId, Key> = {
  status: (row) => row.status,
  method: (row) => row.method,
  path: (row) => row.path,
  route: (row) => row.route,
  model: (row) => row.model,
  tokens: (row) =>
    row.inputTokens === null && row.outputTokens === null ? null : (row.inputTokens ?? 0) + (row.outputTokens ?? 0),
  ttft: (row) => firstTokenMs(row),
  duration: (row) => row.durationMs,
  size: (row) => row.responseBytes,
  time: (row) => row.receivedAt,
}

/** What these columns say is known from the start, so that a row in flight has its place already. */
const settled: ReadonlySet<ColumnId> = new Set(['method', 'path', 'route', 'time'])

/** Time to the first token, or for a stream that is no language model's, to its first byte; null for others. */
export function firstTokenMs(row: ExchangeSummary): number | null {
  return row.firstTokenMs ?? (row.stream === null ? null : row.firstByteMs)
}

type Compare = (one: ExchangeSummary, other: ExchangeSummary) => number

/** Rows in flight stand last, in the order of arrival, until they have ended; rows without a value before them. */
export function comparing({ column, descending }: NonNullable<Sort>): Compare {
  const key = keys[column]
  const waits = !settled.has(column)
  const sign = descending ? -1 : 1
  return (one, other) => {
    if (waits) {
      const oneWaits = one.state !== 'ended'
      const otherWaits = other.state !== 'ended'
      if (oneWaits !== otherWaits) return oneWaits ? 1 : -1
      if (oneWaits) return one.sequence - other.sequence
    }
    const left = key(one)
    const right = key(other)
    if (left === right) return one.sequence - other.sequence
    if (left === null) return 1
    if (right === null) return -1
    return (left < right ? -1 : 1) * sign
  }
}

/** Takes rows out of a sorted list and merges others in; costs one pass, and sorting of what was added. */
export function reorder(
  ordered: readonly ExchangeSummary[],
  gone: ReadonlySet<ExchangeSummary>,
  added: ExchangeSummary[],
  compare: Compare,
): ExchangeSummary[] {
  added.sort(compare)
  const result: ExchangeSummary[] = []
  let next = 0
  for (const row of ordered) {
    if (gone.has(row)) continue
    for (let candidate = added[next]; candidate && compare(candidate, row) < 0; candidate = added[next]) {
      result.push(candidate)
      next += 1
    }
    result.push(row)
  }
  for (; next < added.length; next += 1) {
    const row = added[next]
    if (row) result.push(row)
  }
  return result
}
