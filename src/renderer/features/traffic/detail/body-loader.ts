// Loads a body from main: the start of it at once, the rest in parts when it is asked for.
import type { BodyPart } from '../../../../shared/exchange-detail.ts'

export type Side = 'request' | 'response'
export type Form = 'captured' | 'decoded'

/** What a body is opened with. */
export const firstBytes = 1_000_000
const partBytes = 8_388_608
/** A window holds no more of one body; the rest is for a file. */
export const mostBytes = 134_217_728

export interface LoadedBody {
  bytes: Uint8Array
  /** Length of the whole; null while it is not known. */
  total: number | null
  isEnd: boolean
  charset: string
  problems: string[]
}

type Ask = (offset: number, length: number) => Promise<BodyPart>

export async function loadStart(ask: Ask): Promise<LoadedBody> {
  const { bytes, total, isEnd, charset, problems } = await ask(0, firstBytes)
  return { bytes, total, isEnd, charset, problems }
}

/** Goes on from what is there; `tell` hears how many bytes have come. */
export async function loadRest(start: LoadedBody, ask: Ask, tell: (bytes: number) => void): Promise<LoadedBody> {
  const parts = [start.bytes]
  let length = start.bytes.length
  let { total, isEnd } = start
  const problems = new Set(start.problems)
  while (!isEnd && length < mostBytes) {
    const part = await ask(length, partBytes)
    if (part.bytes.length === 0) {
      isEnd = part.isEnd
      break
    }
    parts.push(part.bytes)
    length += part.bytes.length
    total = part.total
    isEnd = part.isEnd
    for (const problem of part.problems) problems.add(problem)
    tell(length)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { bytes, total, isEnd, charset: start.charset, problems: [...problems] }
}
