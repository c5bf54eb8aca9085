// Compares secrets in a time that tells nothing of where they differ.
import { createHash, timingSafeEqual } from 'node:crypto'

/** Of any length: their hashes are compared. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
