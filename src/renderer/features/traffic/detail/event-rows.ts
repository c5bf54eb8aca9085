// The rows of a stream's events: the events that fit the filter, and a gap above each that came late.
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'

export type EventRow =
  | { kind: 'event'; message: StreamMessage; isSlow: boolean }
  | { kind: 'gap'; gapMs: number; isLongest: boolean; before: number }

export interface EventFilter {
  /** Found in the type or in the preview; case does not count. */
  text: string
  /** null: all types. */
  type: string | null
  /** Milliseconds from which on a gap stands out. */
  gapMs: number
}

export const gapChoices = [100, 250, 500, 1000, 5000] as const
export const usualGapMs = 250

export function longestGap(messages: readonly StreamMessage[]): number {
  return messages.reduce((longest, { gapMs }) => Math.max(longest, gapMs ?? 0), 0)
}

export function eventRows(messages: readonly StreamMessage[], { text, type, gapMs }: EventFilter): EventRow[] {
  const longest = longestGap(messages)
  const wanted = text.trim().toLowerCase()
  const rows: EventRow[] = []
  for (const message of messages) {
    if (type !== null && message.type !== type) continue
    if (wanted && !`${message.type}\n${message.preview}`.toLowerCase().includes(wanted)) continue
    const isSlow = message.gapMs !== null && message.gapMs >= gapMs
    if (isSlow && message.gapMs !== null)
      rows.push({ kind: 'gap', gapMs: message.gapMs, isLongest: message.gapMs === longest, before: message.index })
    rows.push({ kind: 'event', message, isSlow })
  }
  return rows
}

/** Each type once, in the order of their first event. */
export function eventTypes(messages: readonly StreamMessage[]): string[] {
  return [...new Set(messages.map(({ type }) => type))]
}

const controlTypes = new Set(['ping', 'pong', 'close', 'comment', 'retry', 'done', 'error'])
const controlEnding = /(?:_start|_stop|-start|-end|[._](?:created|completed|done|added|in_progress|failed|incomplete))$/

/** Whether it steers the stream and carries no piece of its content. */
export function isControl({ type, preview }: Pick<StreamMessage, 'type' | 'preview'>): boolean {
  return controlTypes.has(type) || controlEnding.test(type) || preview.trim() === '[DONE]'
}
