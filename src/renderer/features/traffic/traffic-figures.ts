// The figures of the status bar: how fast tokens come, and what was used today.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { firstTokenMs } from './list-order.ts'

export interface TrafficFigures {
  /** Milliseconds to the first token; null where there is none to tell from. */
  ttft: { p50: number; p95: number } | null
  /** Tokens of the exchanges received today that say how many; null where none does. */
  tokensToday: number | null
  /** USD; null where no cost is known. */
  costToday: number | null
}

export function trafficFigures(rows: readonly ExchangeSummary[], now: number): TrafficFigures {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const times: number[] = []
  let tokensToday: number | null = null
  let costToday: number | null = null
  for (const row of rows) {
    const ttft = firstTokenMs(row)
    if (ttft !== null) times.push(ttft)
    if (row.receivedAt < midnight) continue
    if (row.inputTokens !== null || row.outputTokens !== null) {
      tokensToday = (tokensToday ?? 0) + (row.inputTokens ?? 0) + (row.outputTokens ?? 0)
    }
    if (row.costUsd !== null) costToday = (costToday ?? 0) + row.costUsd
  }
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { ttft: sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95) }, tokensToday, costToday }
}
