// The exchanges that the window keeps, in the order of their arrival, with what the page counts of them.
//
// Rows stand in one array in the order of their sequence numbers, which main gives, so that a row is found by
// halving and needs no index beside it. A batch costs one copy of the array (at most 100,000 pointers, so that
// React sees a new one) and then work for the changed rows only.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { isFailure } from '../../../shared/filter/filter.ts'

export interface ExchangeList {
  rows: readonly ExchangeSummary[]
  /** How many exchanges have come so far, those no longer kept among them. */
  received: number
  /** The sequence number of the newest of them. */
  newest: number
  /** How many of them have failed. */
  failures: number
  inFlight: number
  /** The longest duration among the rows that ended, in milliseconds. */
  longestMs: number
}

export interface ExchangeLog {
  /** Adds new exchanges and replaces known ones; an older state never replaces a newer one. */
  merge(changes: readonly ExchangeSummary[]): ExchangeList
  /** Main's whole list takes the place of the rows; what the events have brought meanwhile stays. */
  adopt(snapshot: readonly ExchangeSummary[]): ExchangeList
  /** Drops all but these. */
  keep(ids: ReadonlySet<string>): ExchangeList
  remove(ids: ReadonlySet<string>): ExchangeList
  /** How many exchanges are kept beside the pinned ones, which always stay. */
  setCapacity(capacity: number): ExchangeList
}

export const emptyList: ExchangeList = { rows: [], received: 0, newest: 0, failures: 0, inFlight: 0, longestMs: 0 }

const progress = { waiting: 0, receiving: 1, ended: 2 }

/** Whether `change` tells at least as much as `known`: an exchange only ever goes forward. */
export function isNewer(change: ExchangeSummary, known: ExchangeSummary): boolean {
  const steps = progress[change.state] - progress[known.state]
  return steps > 0 || (steps === 0 && change.responseBytes >= known.responseBytes)
}

/** Where the row of a sequence number stands, or would stand. */
export function placeOf(rows: readonly ExchangeSummary[], sequence: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle]?.sequence ?? 0) < sequence) low = middle + 1
    else high = middle
  }
  return low
}

export function createExchangeLog(initialCapacity: number): ExchangeLog {
  let capacity = initialCapacity
  let list = emptyList
  /** The sequence number of the newest row that was let go for newer ones: what is as old and unknown went too. */
  let droppedUntil = 0

  const count = (rows: readonly ExchangeSummary[]) => {
    let inFlight = 0
    let longestMs = 0
    for (const row of rows) {
      if (row.state !== 'ended') inFlight += 1
      if (row.durationMs !== null && row.durationMs > longestMs) longestMs = row.durationMs
    }
    return { inFlight, longestMs }
  }

  /** Lets the oldest go that are over the capacity; gives the rows that stay. */
  const trim = (rows: ExchangeSummary[]): ExchangeSummary[] => {
    if (rows.length <= capacity) return rows
    let pinned = 0
    for (const row of rows) if (row.isPinned) pinned += 1
    let over = rows.length - pinned - capacity
    if (over <= 0) return rows
    const stays: ExchangeSummary[] = []
    let index = 0
    for (; over > 0; index += 1) {
      const row = rows[index]
      if (!row) break
      if (row.isPinned) stays.push(row)
      else {
        over -= 1
        droppedUntil = Math.max(droppedUntil, row.sequence)
      }
    }
    return stays.length === 0 ? rows.slice(index) : stays.concat(rows.slice(index))
  }

  const merge = (changes: readonly ExchangeSummary[]): ExchangeList => {
    const rows = list.rows.slice()
    const between: ExchangeSummary[] = []
    let { received, newest, failures, inFlight, longestMs } = list

    for (const change of changes) {
      const last = rows.at(-1)
      const place = !last || change.sequence > last.sequence ? rows.length : placeOf(rows, change.sequence)
      const at = rows[place]
      const known = at?.sequence === change.sequence ? at : undefined
      if (known) {
        if (!isNewer(change, known)) continue
        rows[place] = change
        if (known.state !== 'ended') inFlight -= 1
      } else {
        if (change.sequence <= droppedUntil && !change.isPinned) continue
        if (place === rows.length) rows.push(change)
        else between.push(change)
        if (change.sequence > newest) {
          newest = change.sequence
          received += 1
        }
      }
      if (change.state !== 'ended') inFlight += 1
      if (isFailure(change) && !(known && isFailure(known))) failures += 1
      longestMs = Math.max(longestMs, change.durationMs ?? 0)
    }

    const merged = between.length === 0 ? rows : mergeBetween(rows, between)
    const kept = trim(merged)
    const counts = kept === merged && between.length === 0 ? { inFlight, longestMs } : count(kept)
    list = { rows: kept, received, newest, failures, ...counts }
    return list
  }

  const replace = (rows: readonly ExchangeSummary[]): ExchangeList => {
    list = { ...list, rows, ...count(rows) }
    return list
  }

  return {
    merge,
    adopt(snapshot) {
      const arrived = list.rows
      list = { ...list, rows: [], inFlight: 0, longestMs: 0 }
      droppedUntil = 0
      merge(snapshot)
      return merge(arrived)
    },
    keep: (ids) => replace(list.rows.filter((row) => ids.has(row.id))),
    remove: (ids) => replace(list.rows.filter((row) => !ids.has(row.id))),
    setCapacity(next) {
      capacity = next
      return replace(trim(list.rows.slice()))
    },
  }
}

/** Puts rows that were restored, or came late, into their places; of two of one sequence number the newer stays. */
function mergeBetween(rows: ExchangeSummary[], between: ExchangeSummary[]): ExchangeSummary[] {
  const bySequence = new Map(rows.map((row) => [row.sequence, row]))
  for (const row of between) {
    const known = bySequence.get(row.sequence)
    if (!known || isNewer(row, known)) bySequence.set(row.sequence, row)
  }
  return [...bySequence.values()].sort((one, other) => one.sequence - other.sequence)
}
