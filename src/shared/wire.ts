// How messages travel between a browser's page and its host: as JSON, with what is bytes behind it as it is.

/** No message may be larger, in bytes. */
export const largestMessage = 80 * 1024 * 1024

/** A message that is none of these. */
export class WireError extends Error {}

interface Attachment {
  /** The keys that lead to it from the message. */
  at: (string | number)[]
  length: number
}

/** Length of the head's own length. */
const headLengthBytes = 4

/** Text where no bytes are in the message; else parts of one binary message: the head with its length, then the bytes. */
export function encodeWire(message: unknown): string | Uint8Array[] {
  const found: { at: (string | number)[]; bytes: Uint8Array }[] = []
  const json = JSON.stringify(withoutBytes(message, [], found))
  if (found.length === 0) return json
  const bytes = found.map(({ at, bytes: { length } }): Attachment => ({ at, length }))
  const head = new TextEncoder().encode(`{"bytes":${JSON.stringify(bytes)},"message":${json}}`)
  const length = new Uint8Array(headLengthBytes)
  new DataView(length.buffer).setUint32(0, head.length)
  return [length, head, ...found.map((each) => each.bytes)]
}

/** @throws WireError */
export function decodeWire(data: string | Uint8Array): unknown {
  if (typeof data === 'string') return parse(data)
  if (data.length < headLengthBytes) throw new WireError('The message has no head.')
  const headLength = new DataView(data.buffer, data.byteOffset, data.length).getUint32(0)
  let offset = headLengthBytes + headLength
  if (offset > data.length) throw new WireError('The head is cut off.')
  const head = parse(new TextDecoder().decode(data.subarray(headLengthBytes, offset)))
  if (!isRecord(head) || !Array.isArray(head.bytes)) throw new WireError('The head is none.')
  for (const attachment of head.bytes as unknown[]) {
    if (!isAttachment(attachment)) throw new WireError('The head is none.')
    const end = offset + attachment.length
    if (end > data.length) throw new WireError('The bytes are cut off.')
    put(head, ['message', ...attachment.at], data.slice(offset, end))
    offset = end
  }
  if (offset !== data.length) throw new WireError('There is more than the head tells.')
  return head.message
}

/** A copy with null where bytes are; the same value where there are none. */
function withoutBytes(
  value: unknown,
  at: (string | number)[],
  found: { at: (string | number)[]; bytes: Uint8Array }[],
) {
  if (value instanceof Uint8Array) {
    found.push({ at, bytes: value })
    return null
  }
  if (typeof value !== 'object' || value === null) return value
  const before = found.length
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    typeof each === 'object' && each !== null
      ? withoutBytes(each, [...at, Array.isArray(value) ? Number(key) : key], found)
      : each,
  ])
  if (found.length === before) return value
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

/** Only where the sender has left room for it: a path cannot lead into a prototype. */
function put(root: unknown, at: readonly (string | number)[], bytes: Uint8Array): void {
  let place = root
  for (const key of at.slice(0, -1)) {
    if (!isRecord(place) || !Object.hasOwn(place, key)) throw new WireError('The bytes belong nowhere.')
    place = place[key]
  }
  const last = at.at(-1) ?? ''
  if (!isRecord(place) || !Object.hasOwn(place, last) || place[last] !== null) {
    throw new WireError('The bytes belong nowhere.')
  }
  place[last] = bytes
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WireError('The message is no JSON.')
  }
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null
}

function isAttachment(value: unknown): value is Attachment {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value.length) &&
    Number(value.length) >= 0 &&
    Array.isArray(value.at) &&
    value.at.every((key) => typeof key === 'string' || typeof key === 'number')
  )
}
