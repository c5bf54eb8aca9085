// Bodies: what each is, how it is loaded, and its bytes as hex.
import { describe, expect, it, vi } from 'vitest'
import { bodyKind, decodeText, isPrintable } from '../../../src/renderer/features/traffic/detail/body-kind.ts'
import { firstBytes, loadRest, loadStart } from '../../../src/renderer/features/traffic/detail/body-loader.ts'
import { hexRow, hexRowCount } from '../../../src/renderer/ui/hex-view-rows.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('bodyKind', () => {
  it.each([
    ['application/json', '{}', 'json'],
    ['application/problem+json', '{}', 'json'],
    ['application/x-ndjson', '{}\n{}', 'json'],
    ['text/html', '<p>', 'html'],
    ['application/rss+xml', '<a/>', 'xml'],
    ['text/event-stream', 'data: {}', 'text'],
    ['text/plain', '{"a":1}', 'text'],
    [null, ' {"a":1}', 'json'],
    [null, 'hello', 'text'],
    ['image/png', '\x89PNG', 'image'],
    ['application/octet-stream', '\0\x01', 'binary'],
    ['application/json', '\0', 'binary'],
  ])('%s %j is %s', (mediaType, text, kind) => {
    expect(bodyKind(mediaType, bytes(text))).toBe(kind)
  })

  it('takes UTF-8 for text though a character is cut at the end, and gzip for binary', () => {
    expect(isPrintable(bytes('Grüße €').subarray(0, -1))).toBe(true)
    expect(isPrintable(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBe(false)
  })
})

it('reads a charset that is not known as UTF-8', () => {
  expect(decodeText(bytes('é'), 'x-nobody')).toBe('é')
  expect(decodeText(new Uint8Array([0xe9]), 'iso-8859-1')).toBe('é')
})

it('loads the start, and the rest in parts on demand', async () => {
  const whole = new Uint8Array(20_000_000).map((_, index) => index % 251)
  const ask = vi.fn(async (offset: number, length: number) => ({
    bytes: whole.subarray(offset, offset + length),
    offset,
    total: whole.length,
    isEnd: offset + length >= whole.length,
    charset: 'utf-8',
    problems: offset === 0 ? ['cut'] : ['cut', 'late'],
  }))
  const start = await loadStart(ask)
  expect(start).toMatchObject({ total: whole.length, isEnd: false })
  expect(start.bytes).toHaveLength(firstBytes)
  const told: number[] = []
  const all = await loadRest(start, ask, (length) => told.push(length))
  expect(all.bytes.every((byte, index) => byte === whole[index]) && all.bytes.length === whole.length).toBe(true)
  expect(all).toMatchObject({ isEnd: true, problems: ['cut', 'late'] })
  expect(told).toEqual([firstBytes + 8_388_608, firstBytes + 16_777_216, whole.length])
})

it('writes rows of sixteen or eight bytes as hex and ASCII', () => {
  expect(hexRow(bytes('Hello, world\r\n'), 32, 16)).toEqual({
    offset: '00000020',
    hex: '48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 0d 0a      ',
    ascii: 'Hello, world..',
  })
  expect(hexRowCount(0, 16)).toBe(0)
  expect(hexRow(bytes('Hello'), 8, 8)).toEqual({ offset: '00000008', hex: '48 65 6c 6c 6f         ', ascii: 'Hello' })
  expect(hexRowCount(17, 16)).toBe(2)
  expect(hexRowCount(17, 8)).toBe(3)
})
