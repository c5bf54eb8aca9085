// What remains of an ended exchange but its bodies: plain data in which no injected value and no credential stands.
import type { GatewayErrorType } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/exchange.ts'
import type { UpstreamConnection } from '../gateway/exchange.ts'
import type { HeadForm } from './head-forms.ts'
import type { InjectedHeader, RouteShape } from './route-shape.ts'

/** What many exchanges have in common. */
export interface CommonParts {
  readonly method: string
  readonly httpVersion: string
  readonly route: RouteShape | null
  /** null where nothing was sent. */
  readonly sentOrigin: string | null
  readonly sentHost: string
  /** Places of the client's headers that were not sent, a character each. */
  readonly removed: string
  readonly injected: readonly InjectedHeader[]
  readonly upstream: string | null
  readonly isReused: boolean | null
  readonly status: number | null
  readonly statusText: string
  /** Whether the upstream answered. */
  readonly isAnswered: boolean
  readonly outcome: Outcome | null
  readonly errorType: GatewayErrorType | null
  readonly errorCode: string | null
  /** Of the headers that were received and of the upstream's. */
  readonly requestForm: HeadForm
  readonly responseForm: HeadForm
}

/** Times are whole microseconds from the request's arrival, or -1. */
export interface ExchangeRecord extends Omit<CommonParts, 'requestForm' | 'responseForm'> {
  readonly id: string
  readonly receivedAt: number
  readonly target: string
  readonly clientAddress: string | null
  readonly replayOf: string | null
  readonly sentPath: string
  readonly connection: UpstreamConnection | null
  readonly requestBytes: number
  readonly responseBytes: number
  readonly queuedAt: number
  readonly sendingAt: number
  readonly sentAt: number
  readonly firstByteAt: number
  readonly endedAt: number
  /** Name, value, name, value, … */
  readonly requestHeaders: readonly string[]
  readonly responseHeaders: readonly string[]
  readonly trailers: readonly string[]
}
