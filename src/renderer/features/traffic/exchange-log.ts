// The exchanges that the window keeps, oldest first, with what the page counts of them.
//
// Rows stand in one array and a Map holds each id's sequence number. The number counts from the first row
// ever, so `sequence - firstSequence` is the row's place even after the oldest rows were dropped, and
// nothing has to be renumbered. A batch costs one slice of the array (a copy of at most 10,000 pointers, so
// that React sees a new one) and then work for the changed rows only: counts are kept by subtracting the
// old row and adding the new.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { isFailure, matchesFilter, type QuickFilter, quickFilters } from './filters.ts'

export interface ExchangeList {
  rows: readonly ExchangeSummary[]
  /** The sequence number of the first row; it grows when the oldest are dropped or the list is cleared. */
  firstSequence: number
  counts: Readonly<Record<QuickFilter, number>>
  inFlight: number
  /** How many exchanges have failed so far, those no longer kept among them. */
  failures: number
  /** The longest duration among the rows that ended, in milliseconds. */
  longestMs: number
}

export interface ExchangeLog {
  /** Adds new exchanges and replaces known ones; an older state never replaces a newer one. */
  merge(changes: readonly ExchangeSummary[]): ExchangeList
  /** Puts main's whole list before what the events have brought so far. */
  adopt(snapshot: readonly ExchangeSummary[]): ExchangeList
  clear(): ExchangeList
}

export const emptyList: ExchangeList = {
  rows: [],
  firstSequence: 0,
  counts: { all: 0, '2xx': 0, '4xx': 0, '5xx': 0, sse: 0, errors: 0 },
  inFlight: 0,
  failures: 0,
  longestMs: 0,
}

const progress = { waiting: 0, receiving: 1, ended: 2 }

/** Whether `change` tells at least as much as `known`: an exchange only ever goes forward. */
export function isNewer(change: ExchangeSummary, known: ExchangeSummary): boolean {
  const steps = progress[change.state] - progress[known.state]
  return steps > 0 || (steps === 0 && change.responseBytes >= known.responseBytes)
}

export function createExchangeLog(capacity: number): ExchangeLog {
  let list = emptyList
  let sequences = new Map<string, number>()
  /** When the newest dropped row was received: an unknown id that is as old was dropped too. */
  let droppedUntil = Number.NEGATIVE_INFINITY

  const merge = (changes: readonly ExchangeSummary[]): ExchangeList => {
    const rows = list.rows.slice()
    const counts = { ...list.counts }
    let { firstSequence, inFlight, failures, longestMs } = list
    const count = (row: ExchangeSummary, by: 1 | -1) => {
      for (const filter of quickFilters) if (matchesFilter(filter, row)) counts[filter] += by
      if (row.state !== 'ended') inFlight += by
    }

    for (const change of changes) {
      const sequence = sequences.get(change.id)
      const known = sequence === undefined ? undefined : rows[sequence - firstSequence]
      if (sequence === undefined || known === undefined) {
        if (change.receivedAt <= droppedUntil) continue
        sequences.set(change.id, firstSequence + rows.length)
        rows.push(change)
      } else {
        if (!isNewer(change, known)) continue
        rows[sequence - firstSequence] = change
        count(known, -1)
      }
      count(change, 1)
      if (isFailure(change) && !(known && isFailure(known))) failures += 1
      longestMs = Math.max(longestMs, change.durationMs ?? 0)
    }

    const dropped = rows.splice(0, Math.max(0, rows.length - capacity))
    for (const row of dropped) {
      sequences.delete(row.id)
      count(row, -1)
      droppedUntil = Math.max(droppedUntil, row.receivedAt)
    }
    firstSequence += dropped.length
    if (dropped.some((row) => row.durationMs === longestMs)) {
      longestMs = rows.reduce((longest, row) => Math.max(longest, row.durationMs ?? 0), 0)
    }
    list = { rows, firstSequence, counts, inFlight, failures, longestMs }
    return list
  }

  const clear = (): ExchangeList => {
    sequences = new Map()
    list = { ...emptyList, firstSequence: list.firstSequence + list.rows.length, failures: list.failures }
    return list
  }

  const adopt = (snapshot: readonly ExchangeSummary[]): ExchangeList => {
    const arrived = list.rows
    list = emptyList
    sequences = new Map()
    droppedUntil = Number.NEGATIVE_INFINITY
    merge(snapshot)
    return merge(arrived)
  }

  return { merge, adopt, clear }
}
