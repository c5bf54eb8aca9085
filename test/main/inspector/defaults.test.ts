// How much is kept and shown where nobody has said otherwise.
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createBodyReader } from '../../../src/main/inspector/body-reader.ts'
import { captureLimitsSchema } from '../../../src/shared/recording.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { capturedBody, capturedExchange } from '../../support/captured-body.ts'

test('10,000 exchanges, 64 KiB of a body in memory, 50 MB of it in all, 2 GB of all bodies, and no credential', () => {
  const limits = {
    exchanges: 10_000,
    memoryBytesPerBody: 65_536,
    bytesPerBody: 50_000_000,
    bytesInAll: 2_000_000_000,
    keepsClientCredentials: false,
  }
  expect(captureLimitsSchema.parse({})).toEqual(limits)
  // All of them are settings.
  expect(defaultSettings.capture).toEqual(limits)
})

test('of a bomb of 10 GB the first 10 MB', async () => {
  const member = gzipSync(Buffer.alloc(10_000_000, 'a'))
  const bytes = Buffer.concat(Array.from({ length: 1000 }, () => member))
  const exchange = capturedExchange({ response: capturedBody(bytes, { encodings: ['gzip'], mediaType: 'text/plain' }) })
  const reader = createBodyReader()
  const part = await reader.read(exchange, 'response', 'decoded', 9_999_000, 1000)
  expect(Buffer.from(part.bytes).toString()).toBe('a'.repeat(1000))
  expect(part).toMatchObject({ isEnd: false, total: null, problems: ['Only the first 10 MB are shown decoded.'] })
})
