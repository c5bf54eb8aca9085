// Decoding on demand: every coding and chains of them, cut, damaged and mislabelled bodies, and bombs.
import { createHash } from 'node:crypto'
import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBody, decodedChunks } from '../../../src/main/inspector/decode.ts'
import { capturedBody } from '../../support/captured-body.ts'

type Encoder = (bytes: Uint8Array) => Buffer

const zstdCompress = (zlib as { zstdCompressSync?: Encoder }).zstdCompressSync

const encoders: Record<string, Encoder> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  'x-gzip': (bytes) => zlib.gzipSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  identity: (bytes) => Buffer.from(bytes),
  ...(zstdCompress ? { zstd: zstdCompress } : {}),
}
if (!zstdCompress) process.stdout.write('This Node cannot make zstd: its round trips are left out.\n')
const names = Object.keys(encoders)

const encode = (bytes: Uint8Array, encodings: string[]): Buffer =>
  encodings.reduce<Buffer>((inner, name) => (encoders[name] as Encoder)(inner), Buffer.from(bytes))

const text = Buffer.from('{"a": "größer", "b": [1, 2, 3, 4, 5, 6, 7, 8]}')
const noise = createHash('shake256', { outputLength: 300_000 }).update('noise').digest()

describe('round trips', () => {
  test.each(names)('%s', async (name) => {
    for (const bytes of [text, noise, Buffer.alloc(0), Buffer.from('x'), Buffer.alloc(1_000_000, 'ab')]) {
      const { bytes: decoded, ...rest } = await decodeBody(
        capturedBody(encode(bytes, [name]), { encodings: [name] }),
        1e7,
      )
      expect(rest).toEqual({ isWhole: true, isLimited: false, problems: [] })
      expect(decoded.equals(bytes)).toBe(true)
    }
  })

  test('any chain of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.array(fc.constantFrom(...names), { maxLength: 4 }),
        async (bytes, encodings) => {
          const { bytes: decoded, problems } = await decodeBody(
            capturedBody(encode(bytes, encodings), { encodings }),
            1e6,
          )
          expect(problems).toEqual([])
          expect(decoded.equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('deflate without its zlib frame, which some send', async () => {
    for (const bytes of [text, noise]) {
      const body = capturedBody(zlib.deflateRawSync(bytes), { encodings: ['deflate'] })
      const { bytes: decoded, problems } = await decodeBody(body, 1e6)
      expect(problems).toEqual([])
      expect(decoded.equals(bytes)).toBe(true)
    }
  })

  test('gzip in several members', async () => {
    const body = capturedBody(Buffer.concat([zlib.gzipSync(text), zlib.gzipSync(noise)]), { encodings: ['gzip'] })
    expect((await decodeBody(body, 1e6)).bytes.equals(Buffer.concat([text, noise]))).toBe(true)
  })

  test('an empty body needs no stream: HEAD and 304 name a coding too', async () => {
    for (const name of names) {
      const decoded = await decodeBody(capturedBody('', { encodings: [name] }), 1e6)
      expect(decoded).toMatchObject({ isWhole: true, problems: [] })
    }
  })

  test('for a file, piece by piece', async () => {
    const body = capturedBody(encode(Buffer.alloc(3_000_000, 'abc'), ['gzip', 'br']), { encodings: ['gzip', 'br'] })
    let length = 0
    let largest = 0
    for await (const chunk of decodedChunks(body)) {
      length += chunk.length
      largest = Math.max(largest, chunk.length)
    }
    expect(length).toBe(3_000_000)
    expect(largest).toBeLessThanOrEqual(131_072)
  })
})

describe('a body that is cut', () => {
  test.each(names.filter((name) => name !== 'identity'))('%s at every byte shows what there is', async (name) => {
    const bytes = Buffer.concat([text, noise.subarray(0, 300)])
    const whole = encode(bytes, [name])
    for (let length = 1; length < whole.length; length++) {
      const cut = whole.subarray(0, length)
      const decoded = await decodeBody(capturedBody(cut, { encodings: [name] }), 1e6)
      if (decoded.bytes.equals(cut)) {
        // So few bytes, all of them letters, that they look more like text.
        expect(length).toBeLessThan(4)
        continue
      }
      expect(decoded.bytes.equals(bytes.subarray(0, decoded.bytes.length))).toBe(true)
      expect(decoded.isWhole).toBe(false)
      expect(decoded.problems).toEqual([
        expect.stringMatching(
          /^The body ends in the middle of its (gzip|deflate|br|zstd) stream\. .+ could be read\.$/,
        ),
      ])
    }
  })

  test('says how much could be read', async () => {
    const cut = zlib.gzipSync(noise).subarray(0, 12_300)
    const { bytes, problems } = await decodeBody(capturedBody(cut, { encodings: ['gzip'] }), 1e6)
    expect(bytes.length).toBeGreaterThan(9000)
    expect(bytes.length).toBeLessThan(15_000)
    const read = `${(bytes.length / 1000).toFixed(1)} kB`
    expect(problems).toEqual([`The body ends in the middle of its gzip stream. ${read} could be read.`])
    const none = await decodeBody(capturedBody(cut.subarray(0, 8), { encodings: ['gzip'] }), 1e6)
    expect(none.problems).toEqual(['The body ends in the middle of its gzip stream. Nothing could be read.'])
  })

  test('in a chain', async () => {
    const cut = encode(noise, ['br', 'gzip']).subarray(0, 200_000)
    const { bytes, problems } = await decodeBody(capturedBody(cut, { encodings: ['br', 'gzip'] }), 1e6)
    expect(bytes.length).toBeGreaterThan(65_536)
    expect(bytes.equals(noise.subarray(0, bytes.length))).toBe(true)
    expect(problems).toHaveLength(1)
  })

  test('by the capture, or by its being on the way, is not at fault', async () => {
    const cut = zlib.gzipSync(noise).subarray(0, 12_300)
    for (const options of [{ isEnded: false }, { gap: 'limit' as const }]) {
      const decoded = await decodeBody(capturedBody(cut, { encodings: ['gzip'], ...options }), 1e6)
      expect(decoded).toMatchObject({ isWhole: false, problems: [] })
      expect(decoded.bytes.length).toBeGreaterThan(9000)
    }
  })
})

describe('a body that is not what it says', () => {
  const plain = [text, Buffer.from('ok'), Buffer.from('Internal Server Error\n'), Buffer.from('größer '.repeat(5000))]
  test.each(names.filter((name) => name !== 'identity'))('plain, labelled %s, is shown as it came', async (name) => {
    const label = name === 'x-gzip' ? 'gzip' : name
    for (const bytes of plain) {
      const decoded = await decodeBody(capturedBody(bytes, { encodings: [name] }), 1e6)
      expect(decoded.bytes.toString()).toBe(bytes.toString())
      expect(decoded).toMatchObject({
        isWhole: true,
        problems: [`Labelled ${label}, but it is not: shown as it came.`],
      })
    }
  })

  test('another coding than the labelled one is shown as it came', async () => {
    for (const name of ['br', 'deflate', 'zstd']) {
      const bytes = zlib.gzipSync(noise)
      const decoded = await decodeBody(capturedBody(bytes, { encodings: [name] }), 1e6)
      expect(decoded.bytes.equals(bytes)).toBe(true)
      expect(decoded.problems).toHaveLength(1)
    }
  })

  test('a chain is undone as far as it goes', async () => {
    const body = capturedBody(zlib.gzipSync(text), { encodings: ['gzip', 'gzip'] })
    const decoded = await decodeBody(body, 1e6)
    expect(decoded.bytes.toString()).toBe(text.toString())
    expect(decoded.problems).toEqual(['Labelled gzip, but it is not: shown as it came.'])
  })

  test('an unknown coding is shown as it came', async () => {
    const decoded = await decodeBody(capturedBody(text, { encodings: ['dcb'] }), 1e6)
    expect(decoded.bytes.equals(text)).toBe(true)
    expect(decoded).toMatchObject({
      isWhole: true,
      problems: ['Labelled dcb, which is not a known coding: shown as it came.'],
    })
  })

  test('every byte before a damaged place is shown', async () => {
    const start = zlib.gzipSync(noise)
    const body = capturedBody(Buffer.concat([start, Buffer.from('<!-- served by -->')]), { encodings: ['gzip'] })
    const decoded = await decodeBody(body, 1e6)
    expect(decoded.bytes.equals(noise)).toBe(true)
    expect(decoded).toMatchObject({
      isWhole: false,
      problems: ['The gzip stream of the body is damaged. 300 kB could be read.'],
    })
    expect((await decodeBody(capturedBody(zlib.gzipSync(text), { encodings: ['gzip'] }), 1e6)).isWhole).toBe(true)
  })

  test('what follows the end of a stream is left out, and told', async () => {
    const rests = [Buffer.from('\n'), Buffer.alloc(200_000, 'rest')]
    for (const [name, rest] of ['deflate', 'br'].flatMap((name) => rests.map((rest) => [name, rest] as const))) {
      const bytes = Buffer.concat([encode(text, [name]), rest])
      const decoded = await decodeBody(capturedBody(bytes, { encodings: [name] }), 1e6)
      expect(decoded.bytes.toString()).toBe(text.toString())
      expect(decoded.problems).toEqual([`What follows the end of its ${name} stream is left out.`])
    }
  })
})

describe('the limit', () => {
  test('cuts, and says so', async () => {
    const body = capturedBody(zlib.gzipSync(Buffer.alloc(10_000_001, 'a')), { encodings: ['gzip'] })
    const decoded = await decodeBody(body, 10_000_000)
    expect(decoded.bytes.length).toBe(10_000_000)
    expect(decoded).toMatchObject({
      isWhole: false,
      isLimited: true,
      problems: ['Only the first 10 MB are shown decoded.'],
    })
  })

  test('is not reached by a body of just that size', async () => {
    const body = capturedBody(zlib.gzipSync(Buffer.alloc(100_000, 'a')), { encodings: ['gzip'] })
    expect(await decodeBody(body, 100_000)).toMatchObject({ isWhole: true, problems: [] })
  })

  // 10 GB of zeros: the same compressed megabyte a thousand times, once compressed again.
  const member = zlib.gzipSync(Buffer.alloc(10_000_000))
  const gigabytes = Buffer.concat(Array.from({ length: 1000 }, () => member))
  const bombs: [string, Buffer, string[]][] = [
    ['gzip', gigabytes, ['gzip']],
    ['gzip in gzip', zlib.gzipSync(gigabytes), ['gzip', 'gzip']],
    ['gzip in br', encode(gigabytes, ['br']), ['gzip', 'br']],
    ...(zstdCompress
      ? [
          ['zstd', Buffer.concat(Array(1000).fill(zstdCompress(Buffer.alloc(10_000_000)))), ['zstd']] as [
            string,
            Buffer,
            string[],
          ],
        ]
      : []),
  ]
  test.each(bombs)('stops a bomb at once: %s', async (_, bytes, encodings) => {
    const body = capturedBody(bytes, { encodings })
    const before = process.memoryUsage().rss
    const startedAt = performance.now()
    const decoded = await decodeBody(body, 10_000_000)
    expect(performance.now() - startedAt).toBeLessThan(1500)
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
    expect(decoded.bytes.length).toBe(10_000_000)
    expect(decoded.isLimited).toBe(true)
    expect(body.bytesRead).toBeLessThan(500_000)
  })
})
