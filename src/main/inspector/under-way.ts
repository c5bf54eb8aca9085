// Finds what is kept of an exchange under way: asked several times for each, so it must cost next to nothing.
import type { Exchange } from '../gateway/exchange.ts'
import type { KeptExchange } from './kept-exchange.ts'

export interface UnderWay {
  add(kept: KeptExchange): void
  /** undefined where it is not kept, or no longer. */
  find(exchange: Exchange): KeptExchange | undefined
  /** The exchange has ended. */
  remove(exchange: Exchange): void
}

export function createUnderWay(): UnderWay {
  /** By the gateway's own count, which goes up by one: only a long exchange meets another in its place. */
  const places: (KeptExchange | undefined)[] = new Array(placeCount).fill(undefined)
  const displaced = new Map<Exchange, KeptExchange>()
  const placeOf = (exchange: Exchange) => exchange.sequence % placeCount

  return {
    add(kept) {
      const exchange = kept.exchange as Exchange
      const other = places[placeOf(exchange)]
      if (other !== undefined && other.exchange !== null) displaced.set(other.exchange, other)
      places[placeOf(exchange)] = kept
    },
    find(exchange) {
      const there = places[placeOf(exchange)]
      const kept = there?.exchange === exchange ? there : displaced.get(exchange)
      return kept === undefined || kept.isForgotten ? undefined : kept
    },
    remove(exchange) {
      if (places[placeOf(exchange)]?.exchange === exchange) places[placeOf(exchange)] = undefined
      else displaced.delete(exchange)
    },
  }
}

const placeCount = 1024
