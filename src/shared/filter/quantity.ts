// Numbers with units, ranges of statuses and times of day, as they are written in a filter.

export type QuantityKind = 'size' | 'duration' | 'tokens' | 'cost'

/** A value and the values that count as equal to it: from `low` up to but without `high`. */
export interface Quantity {
  amount: number
  low: number
  high: number
}

/** Decimal, as sizes are written everywhere else; the first is meant where there is none. */
const units: Record<QuantityKind, Readonly<Record<string, number>>> = {
  size: { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 },
  duration: { ms: 1, s: 1e3, m: 6e4 },
  tokens: { '': 1, k: 1e3, m: 1e6 },
  cost: { '': 1, usd: 1 },
}

/**
 * A number in bytes, milliseconds, tokens or USD; null where it is none. What rounds to it in the unit and the
 * decimals written counts as equal: 1.5s is from 1450 to 1550 ms.
 */
export function readQuantity(kind: QuantityKind, written: string): Quantity | null {
  const [all, whole = '', decimals = '', unit = ''] = /^\$?(\d*)(?:\.(\d+))?\s*([a-z]*)$/i.exec(written) ?? []
  if (all === undefined || (whole === '' && decimals === '') || (all.startsWith('$') && kind !== 'cost')) return null
  const known = units[kind]
  const name = unit.toLowerCase()
  const factor = name === '' ? 1 : Object.hasOwn(known, name) ? known[name] : undefined
  if (factor === undefined) return null
  const amount = Number(`${whole}.${decimals}0`) * factor
  const half = factor / 10 ** decimals.length / 2
  return { amount, low: amount - half, high: amount + half }
}

/** 404, 40x or 4xx as the first and the last status that it names; null where it is none. */
export function readStatuses(written: string): { first: number; last: number } | null {
  if (!/^[1-9](?:\d\d|\dx|xx)$/i.test(written)) return null
  return { first: Number(written.replace(/x/gi, '0')), last: Number(written.replace(/x/gi, '9')) }
}

/** Local time 14:30 or 14:30:15 of the day of `now`, or 2026-11-23 with or without T14:30; null where it is none. */
export function readTime(written: string, now: number): number | null {
  const pattern = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|T)(\d\d?):(\d\d)(?::(\d\d))?)?$/i
  const match = written === '' ? null : pattern.exec(written)
  if (!match) return null
  const today = new Date(now)
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)))
  if (hour > 23 || minute > 59 || second > 59) return null
  if (year === undefined || month === undefined || day === undefined) {
    return new Date(today.getFullYear(), today.getMonth(), today.getDate(), hour, minute, second).getTime()
  }
  const time = new Date(year, month - 1, day, hour, minute, second)
  // The thirty-first of a month that has thirty days would be the first of the next.
  return time.getMonth() === month - 1 && time.getDate() === day ? time.getTime() : null
}
