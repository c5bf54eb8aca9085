// How many events came when: the columns, the gaps and the axis of the small picture above the list.
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'
import { niceStep } from './timing.ts'

export interface EventDensity {
  /** `height` 0 to 1, one a column from left to right. */
  columns: number[]
  /** Shares of the width. */
  gaps: { start: number; end: number; gapMs: number }[]
  /** Where the first event came, as a share of the width. */
  first: number
  ticks: { at: number; milliseconds: number }[]
  endMs: number
}

export const densityColumns = 100

/** null where no event's time is known. */
export function eventDensity(messages: readonly StreamMessage[], gapMs: number, nowMs: number): EventDensity | null {
  const times = messages.flatMap(({ atMs }) => (atMs === null ? [] : [atMs]))
  const firstMs = times[0]
  if (firstMs === undefined) return null
  const endMs = Math.max(1, nowMs, times.at(-1) ?? 0)
  const counts = new Array<number>(densityColumns).fill(0)
  for (const time of times) {
    const column = Math.min(densityColumns - 1, Math.max(0, Math.floor((time / endMs) * densityColumns)))
    counts[column] = (counts[column] ?? 0) + 1
  }
  const most = Math.max(...counts)
  const gaps = messages.flatMap(({ atMs, gapMs: gap }) =>
    gap !== null && atMs !== null && gap >= gapMs
      ? [{ start: (atMs - gap) / endMs, end: atMs / endMs, gapMs: gap }]
      : [],
  )
  const step = niceStep(endMs)
  const ticks = Array.from({ length: Math.ceil(endMs / step) }, (_, index) => ({
    at: (index * step) / endMs,
    milliseconds: index * step,
  })).filter(({ at }) => at < 0.92)
  return { columns: counts.map((count) => count / most), gaps, first: firstMs / endMs, ticks, endMs }
}
