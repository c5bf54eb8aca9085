// Lets the log see each exchange when it has ended, on the way to the recorder.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { ExchangeObserver } from '../gateway/exchange.ts'
import { summarise } from '../inspector/summary.ts'

export function logExchanges(observer: ExchangeObserver, log: (summary: ExchangeSummary) => void): ExchangeObserver {
  return {
    received: (exchange) => observer.received(exchange),
    sent: (exchange, chunk) => observer.sent(exchange, chunk),
    responded: (exchange) => observer.responded(exchange),
    streamed: (exchange, chunk) => observer.streamed(exchange, chunk),
    ended(exchange) {
      observer.ended(exchange)
      log(summarise(exchange))
    },
  }
}
