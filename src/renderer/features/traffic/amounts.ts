// How tokens, money and the recorder's room are written.
import { formatBytes, formatCount } from '../../../shared/format.ts'

/** `604`, `2.3k`, `118k`: short enough for a column. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(count)
  if (count < 99_950) return `${(count / 1000).toFixed(1)}k`
  if (count < 999_500) return `${Math.round(count / 1000)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

/** `6,039`, `23.1 k`, `1.42 M`. */
export function formatManyTokens(count: number): string {
  if (count < 10_000) return formatCount(count)
  return count < 999_500 ? `${(count / 1000).toFixed(1)} k` : `${(count / 1_000_000).toFixed(2)} M`
}

/** `$3.87`, `$0.0112`; below a ten-thousandth `<$0.0001`. */
export function formatUsd(amount: number): string {
  if (amount > 0 && amount < 0.0001) return '<$0.0001'
  return `$${amount.toFixed(amount >= 1 || amount === 0 ? 2 : 4)}`
}

/** `41.8 of 256 MB`, or `41.8 MB of 2.0 GB` where the units differ. */
export function formatRoom(used: number, limit: number): { used: string; rest: string } {
  const [amount = '', unit = ''] = formatBytes(used).split(' ')
  const whole = formatBytes(limit)
  return whole.endsWith(` ${unit}`)
    ? { used: amount, rest: `of ${whole}` }
    : { used: `${amount} ${unit}`, rest: `of ${whole}` }
}
