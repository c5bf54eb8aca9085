// What lists the messages of one exchange and reads their payloads again, whatever they are made of.
import type { StreamMessage } from '../../shared/exchange-detail.ts'
import type { CapturedExchange } from './captured.ts'

export type ListedMessage = Omit<StreamMessage, 'index' | 'gapMs'>

export interface MessagePayload {
  bytes: Uint8Array<ArrayBuffer>
  isText: boolean
}

export interface MessageSource {
  /** Adds what was captured since the last time. Never runs twice at once. */
  update(exchange: CapturedExchange): Promise<void>
  /** Whether more was read than there is now: its start was let go of. */
  hasLost(exchange: CapturedExchange): boolean
  readonly messages: readonly ListedMessage[]
  readonly problems: readonly string[]
  /** Of the message in that place, which there must be. */
  payload(exchange: CapturedExchange, index: number): Promise<MessagePayload>
  close(): void
}

/** Messages listed of one exchange, and bytes read of one payload. */
export const mostMessages = 1_000_000
export const mostPayloadBytes = 64_000_000

const previewLength = 200
/** A UTF-16 code unit is at most three bytes of UTF-8. */
export const previewBytes = 3 * previewLength

/** Of the start of a text. Made anew, so that it does not keep the whole text in memory. */
export function textPreview(start: Uint8Array): string {
  return Buffer.from(start).toString('utf8').slice(0, previewLength)
}

/** `de ad be ef` */
export function hexPreview(start: Uint8Array): string {
  const shown = Buffer.from(start.subarray(0, Math.floor((previewLength + 1) / 3)))
  return shown.toString('hex').replaceAll(/..(?!$)/g, '$& ')
}
