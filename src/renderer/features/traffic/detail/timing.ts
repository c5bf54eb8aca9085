// Where the bars of an exchange's phases stand on their common axis.

import type { ExchangeSummary } from '../../../../shared/exchange.ts'
import type { Phases } from '../../../../shared/exchange-detail.ts'
import { formatDuration } from '../../../../shared/format.ts'

export type PhaseName = 'queued' | 'connect' | 'tls' | 'sending' | 'waiting' | 'receiving'

export interface TimingRow {
  phase: PhaseName
  label: string
  /** Milliseconds. */
  duration: number
  /** Both are shares of the axis, 0 to 1. */
  start: number
  width: number
  /** The phase is not over. */
  isRunning: boolean
}

export interface Timing {
  rows: TimingRow[]
  /** What the axis ends at, in milliseconds. */
  end: number
  /** `at` is a share of the axis. */
  ticks: { at: number; label: string }[]
}

export interface TimingFacts {
  phases: Phases
  /** Milliseconds since the request, or to its end. */
  totalMs: number
  isEnded: boolean
  stream: ExchangeSummary['stream']
}

const order = ['queued', 'connect', 'tls', 'sending', 'waiting', 'receiving'] as const

const labels: Record<PhaseName, string> = {
  queued: 'Queued',
  connect: 'Connect',
  tls: 'TLS',
  sending: 'Sending',
  waiting: 'Waiting',
  receiving: 'Receiving',
}

function labelOf(phase: PhaseName, stream: TimingFacts['stream']): string {
  if (phase !== 'receiving' || stream === null) return labels[phase]
  return stream === 'sse' ? 'Streaming' : 'Open'
}

/** A request that is handed over at once has no row for that. */
const notableSendingMs = 10

/** 1, 2 or 5 by a power of ten, so that the axis has two to five steps. */
export function niceStep(length: number): number {
  const rough = Math.max(length, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10
  return step * power
}

export function timingLayout({ phases, totalMs, isEnded, stream }: TimingFacts): Timing {
  const step = niceStep(totalMs)
  const known = order.reduce((sum, phase) => sum + (phases[phase] ?? 0), 0)
  const length = Math.max(totalMs, known, 1)
  const end = Math.max(1, Math.ceil(length / step - 1e-9)) * step
  const rows: TimingRow[] = []
  let at = 0
  for (const phase of order) {
    const duration = phases[phase]
    if (duration === null) continue
    const isNotable = phase !== 'sending' || (duration >= notableSendingMs && duration >= length / 100)
    const label = labelOf(phase, stream)
    if (isNotable) rows.push({ phase, label, duration, start: at / end, width: duration / end, isRunning: false })
    at += duration
  }
  const running = isEnded ? null : runningPhase(phases)
  if (running !== null && totalMs > at) {
    const label = labelOf(running, stream)
    const duration = totalMs - at
    rows.push({ phase: running, label, duration, start: at / end, width: duration / end, isRunning: true })
  }
  const count = Math.round(end / step)
  const ticks = Array.from({ length: count + 1 }, (_, index) => ({
    at: index / count,
    label: index === 0 ? '0' : tickLabel(index * step, end),
  }))
  return { rows, end, ticks }
}

/** What goes on now: what comes after the last phase that is over. */
function runningPhase(phases: Phases): PhaseName | null {
  if (phases.receiving !== null) return null
  return phases.waiting === null ? 'waiting' : 'receiving'
}

function tickLabel(milliseconds: number, end: number): string {
  if (end < 1000 || milliseconds < 1) return `${Number(milliseconds.toFixed(2))} ms`
  if (end < 60_000) return `${Number((milliseconds / 1000).toFixed(2))} s`
  return formatDuration(milliseconds)
}
