// A request's head for unit tests, read by the real reader from a raw header list.
import type { IncomingMessage } from 'node:http'
import { type ReceivedHead, readHead } from '../../../src/main/gateway/received-request.ts'

/** @param rawHeaders name, value, … as on the wire */
export function headOf(...rawHeaders: string[]): ReceivedHead {
  // The reader takes nothing else from a request than its raw headers.
  return readHead({ rawHeaders } as IncomingMessage)
}
