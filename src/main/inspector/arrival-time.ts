// Tells when a captured byte arrived.
import type { ArrivalMark } from './captured.ts'

/** Milliseconds from the request; null where it was not noted. */
export function arrivalTime(arrivals: readonly ArrivalMark[], offset: number): number | null {
  return arrivals[arrivalIndex(arrivals, offset)]?.atMs ?? null
}

/** Of the last mark at or before `offset`; -1 where there is none. */
export function arrivalIndex(arrivals: readonly ArrivalMark[], offset: number): number {
  let low = 0
  let high = arrivals.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((arrivals[middle] as ArrivalMark).offset <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
