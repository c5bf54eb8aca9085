// Messages between a browser and its host: what goes in comes out, and what is broken is refused.
import { describe, expect, it } from 'vitest'
import { decodeWire, encodeWire, WireError } from '../../src/shared/wire.ts'

const joined = (message: unknown): string | Uint8Array => {
  const encoded = encodeWire(message)
  return typeof encoded === 'string' ? encoded : new Uint8Array(Buffer.concat(encoded))
}

it.each([
  [{ kind: 'call', id: 1, name: 'routes.get' }],
  [{ list: [1, 'two', null, { three: [true] }], text: 'ünï\u2028' }],
  [{ value: { bytes: Uint8Array.of(1, 2, 255), isText: false } }],
  [{ list: [Uint8Array.of(), { deep: Uint8Array.of(7) }, null], __proto__x: 1 }],
])('%j comes out as it went in', (message) => {
  const decoded = decodeWire(joined(message))
  expect(JSON.stringify(decoded)).toBe(JSON.stringify(message))
})

it('keeps bytes as bytes, of a part of a buffer too', () => {
  const whole = Buffer.from('xxhelloxx')
  const decoded = decodeWire(joined({ bytes: whole.subarray(2, 7) })) as { bytes: Uint8Array }
  expect(decoded.bytes).toBeInstanceOf(Uint8Array)
  expect(Buffer.from(decoded.bytes).toString()).toBe('hello')
})

describe('refuses', () => {
  const binary = (head: unknown, bytes: Uint8Array = Uint8Array.of()) => {
    const text = Buffer.from(JSON.stringify(head))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(text.length)
    return Buffer.concat([length, text, bytes])
  }
  const one = Uint8Array.of(1)

  it.each<[string, string | Uint8Array]>([
    ['what is no JSON', '{'],
    ['an empty message', Buffer.alloc(0)],
    ['a head that is cut off', Buffer.from([0, 0, 0, 9, 123])],
    ['a head that is none', binary({ message: null })],
    ['bytes that are cut off', binary({ bytes: [{ at: ['x'], length: 2 }], message: { x: null } }, one)],
    ['more bytes than it tells', binary({ bytes: [], message: {} }, one)],
    ['a negative length', binary({ bytes: [{ at: ['x'], length: -1 }], message: { x: null } })],
    ['bytes in a place that is taken', binary({ bytes: [{ at: ['x'], length: 1 }], message: { x: 1 } }, one)],
    ['bytes in no place', binary({ bytes: [{ at: [], length: 1 }], message: 1 }, one)],
    ['a way into the prototype', binary({ bytes: [{ at: ['__proto__', 'x'], length: 1 }], message: {} }, one)],
    ['a way through the constructor', binary({ bytes: [{ at: ['constructor', 'x'], length: 1 }], message: {} }, one)],
  ])('%s', (_name, data) => {
    expect(() => decodeWire(data)).toThrow(WireError)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })
})
