// Ids of exchanges: short, unique within a run, different from one run to the next.
import { randomBytes } from 'node:crypto'

/** The id of the exchange with this sequence number. */
export function createIdSource(): (sequence: number) => string {
  const run = randomBytes(4).toString('hex')
  return (sequence) => `${run}-${sequence.toString(36)}`
}
