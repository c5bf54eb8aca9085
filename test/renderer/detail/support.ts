// Makes exchanges in detail for tests.
import type { BodyInfo, ExchangeDetail, HeaderField } from '../../../src/shared/exchange-detail.ts'
import { exchange } from '../support/exchange.ts'

export const header = (name: string, value: string, changes: Partial<HeaderField> = {}): HeaderField => ({
  name,
  value,
  origin: 'client',
  variables: [],
  isMasked: false,
  ...changes,
})

export const body = (changes: Partial<BodyInfo> = {}): BodyInfo => ({
  wireBytes: 0,
  capturedBytes: 0,
  gap: null,
  mediaType: null,
  encodings: [],
  ...changes,
})

/** An exchange that ended well, with nothing in it; change what the test is about. */
export function detail(changes: Partial<ExchangeDetail> = {}): ExchangeDetail {
  return {
    summary: exchange(1),
    client: {
      address: '127.0.0.1:53318',
      httpVersion: '1.1',
      url: 'http://127.0.0.1:4000/openai/v1/models',
      headers: [],
      removed: [],
      body: body(),
    },
    sent: { url: 'https://api.openai.com/v1/models', address: '1.2.3.4:443', tlsVersion: 'TLSv1.3', headers: [] },
    response: { status: 200, statusText: 'OK', headers: [], trailers: [], body: body() },
    phases: { queued: 1, connect: 2, tls: 3, sending: 0, waiting: 50, receiving: 10, isReused: false },
    error: null,
    ...changes,
  }
}
