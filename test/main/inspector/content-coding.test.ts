// What undoes one coding: zstd with and without node:zlib's help, and which codings a body names.
import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codingsToUndo, createDecoder } from '../../../src/main/inspector/content-coding.ts'
import type { Decoder } from '../../../src/main/inspector/zlib-decoder.ts'
import { createPlainZstdDecoder, createZstdDecoder } from '../../../src/main/inspector/zstd-decoder.ts'

const textOf = async (decoder: Decoder, pieces: Buffer[]) => {
  const chunks: Buffer[] = []
  for (const piece of pieces) for await (const chunk of decoder.feed(piece)) chunks.push(chunk)
  for await (const chunk of decoder.end()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const pieces = (bytes: Buffer, cuts: number[]) => {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  return places.slice(1).map((place, i) => bytes.subarray(places[i], place))
}

describe('codings', () => {
  test('are undone from the last to the first', () => {
    expect(codingsToUndo(['gzip', 'BR'])).toEqual({ codings: ['br', 'gzip'], problem: null })
    expect(codingsToUndo([' x-gzip , identity', 'zstd'])).toEqual({ codings: ['zstd', 'gzip'], problem: null })
    expect(codingsToUndo([])).toEqual({ codings: [], problem: null })
  })

  test('are undone as far as they are known', () => {
    expect(codingsToUndo(['dcb'])).toEqual({
      codings: [],
      problem: 'Labelled dcb, which is not a known coding: shown as it came.',
    })
    expect(codingsToUndo(['compress', 'gzip']).codings).toEqual(['gzip'])
    expect(codingsToUndo(Array(1000).fill('gzip'))).toEqual({
      codings: [],
      problem: 'Labelled with 1000 content codings: shown as it came.',
    })
  })
})

// A frame that needs a look-back of more than a block, one that is a single block, one with its size and checksum.
const long = Buffer.concat([
  Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * i * 7919) >>> 8)),
  Buffer.alloc(400_000, 'abcdefg'),
])
const hasNative = typeof (zlib as { zstdCompressSync?: unknown }).zstdCompressSync === 'function'
if (!hasNative) process.stdout.write('Without zstd in node:zlib only a stored stream is read.\n')
const zstd = (bytes: Buffer, checksum = 0) =>
  zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_checksumFlag]: checksum } })
/** "hello hello" as a raw block, with no compressor needed. */
const stored = Buffer.concat([Buffer.from('28b52ffd200b590000', 'hex'), Buffer.from('hello hello')])
const skipped = Buffer.concat([Buffer.from([0x5c, 0x2a, 0x4d, 0x18, 5, 0, 0, 0]), Buffer.from('01234')])

describe.each([
  ['with fzstd', createPlainZstdDecoder],
  ['as the runtime has it', createZstdDecoder],
])('zstd %s', (_, create) => {
  test('reads a stored block', async () => {
    expect((await textOf(create(), [stored])).toString()).toBe('hello hello')
  })

  test('reads frames behind one another, and past those to be skipped', async () => {
    expect((await textOf(create(), [Buffer.concat([skipped, stored, skipped, stored])])).toString()).toBe(
      'hello hellohello hello',
    )
  })

  test('refuses what is no zstd', async () => {
    await expect(textOf(create(), [Buffer.from('{"plain": true}')])).rejects.toThrow()
    await expect(textOf(create(), [stored, Buffer.from('plain')])).rejects.toThrow()
  })

  test('refuses a frame that wants more memory than any honest sender makes it', async () => {
    // Window descriptor 0xff: 3.75 TB.
    await expect(textOf(create(), [Buffer.from('28b52ffd00ff010000', 'hex')])).rejects.toThrow('window')
  })

  test('unfolds a bomb only as far as it is read', async () => {
    // 80,000 blocks of 128 KiB of zeros each, in four bytes.
    const block = Buffer.from([0x02, 0x00, 0x10, 0x00])
    const bomb = Buffer.concat([Buffer.from('28b52ffd0038', 'hex'), ...Array<Buffer>(80_000).fill(block)])
    const decoder = create()
    let length = 0
    for await (const chunk of decoder.feed(bomb)) {
      expect(chunk.length).toBeLessThanOrEqual(131_072)
      length += chunk.length
      if (length >= 10_000_000) break
    }
    decoder.close()
    expect(length).toBeLessThan(10_200_000)
  })

  test.runIf(hasNative)('reads any stream however it is split', async () => {
    const whole = Buffer.concat([
      zstd(long),
      zstd(Buffer.from('x'), 1),
      zstd(Buffer.alloc(0)),
      zstd(long.subarray(9), 1),
    ])
    const expected = Buffer.concat([long, Buffer.from('x'), long.subarray(9)])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 6 }), async (cuts) => {
        expect(expected.equals(await textOf(create(), pieces(whole, cuts)))).toBe(true)
      }),
      { numRuns: 12 },
    )
  })
})

test('what comes before a broken place is not lost', async () => {
  const whole = zlib.gzipSync(Buffer.from('the first member'))
  const decoder = createDecoder('gzip')
  const read: string[] = []
  for await (const chunk of decoder.feed(whole)) read.push(chunk.toString())
  const more = async () => {
    for await (const chunk of decoder.feed(Buffer.from('garbage'))) read.push(chunk.toString())
  }
  await expect(more()).rejects.toMatchObject({ coding: 'gzip', kind: 'damaged', step: 0 })
  expect(read.join('')).toBe('the first member')
})
