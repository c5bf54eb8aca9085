// Ids of exchanges: short, unique within a run, different from one run to the next.
import { randomBytes } from 'node:crypto'

export function createIdSource(): () => string {
  const run = randomBytes(4).toString('hex')
  let count = 0
  return () => `${run}-${(++count).toString(36)}`
}
