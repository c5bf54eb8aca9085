// Slows down who guesses: so many wrong attempts of an address at once, then one more each few seconds.
import { isIPv6 } from 'node:net'

export interface AttemptLimit {
  /** Seconds until the address may try again; 0: at once. */
  wait(address: string): number
  failed(address: string): void
}

export interface AttemptLimitOptions {
  /** Wrong attempts that cost nothing. */
  burst?: number
  /** Milliseconds after which one more is allowed. */
  pause?: number
  now?: () => number
}

/** Addresses that are remembered. */
const mostAddresses = 10_000

export function createAttemptLimit({
  burst = 5,
  pause = 6_000,
  now = () => performance.now(),
}: AttemptLimitOptions = {}): AttemptLimit {
  /** By address: when all its wrong attempts are paid for. */
  const debts = new Map<string, number>()
  return {
    wait(address) {
      const paidAt = debts.get(network(address)) ?? 0
      return Math.max(0, Math.ceil((paidAt - now() - (burst - 1) * pause) / 1000))
    },
    failed(address) {
      const key = network(address)
      const paidAt = Math.max(debts.get(key) ?? 0, now()) + pause
      // Last in the map's order, where the oldest goes first.
      debts.delete(key)
      debts.set(key, paidAt)
      const [oldest] = debts.keys()
      if (debts.size > mostAddresses && oldest !== undefined) debts.delete(oldest)
    },
  }
}

/** Of IPv6 the network: one machine has as many addresses there as it likes. */
function network(address: string): string {
  return isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address
}
