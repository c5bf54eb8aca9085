// Refuses what Node's parser lets through although another server might read it as a different message.
import type { ReceivedHead } from './received-request.ts'
import { type Refusal, refuse } from './refusal.ts'

/** null when the head can be read in one way only. */
export function checkFraming(head: ReceivedHead): Refusal | null {
  if (head.host === null) return refuse('bad_request', 'The request has no Host header.')
  if (head.repeatedHost) return refuse('bad_request', 'The request has more than one Host header.')
  for (const name of head.names) {
    // The parser of older Node versions takes `Name : value` and `: value`.
    if (name === '' || name.includes(' ')) return refuse('bad_request', 'A header name holds a space, or is empty.')
  }
  return head.hasBody ? checkTransferEncoding(head) : null
}

/**
 * Only `chunked` alone can be forwarded: the next hop gets chunks made anew, so another coding (`gzip, chunked`)
 * would be lost on the way (RFC 9112 6.1 and 6.3).
 */
function checkTransferEncoding({ names, raw }: ReceivedHead): Refusal | null {
  const codings = names.flatMap((name, i) => (name === 'transfer-encoding' ? [raw[2 * i + 1] as string] : []))
  if (codings.length === 0) return null
  if (names.includes('content-length')) {
    return refuse('bad_request', 'The request has both a Content-Length and a Transfer-Encoding.')
  }
  if (codings.length > 1 || codings[0]?.toLowerCase() !== 'chunked') {
    return refuse('bad_request', 'The only Transfer-Encoding that is forwarded is "chunked".')
  }
  return null
}
