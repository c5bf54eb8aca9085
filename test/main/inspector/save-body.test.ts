// Bodies are written to files as they came or decoded, under names that are safe.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { saveBodyFile, suggestBodyName } from '../../../src/main/inspector/save-body.ts'
import { capturedBody, capturedExchange } from '../../support/captured-body.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const text = 'some text '.repeat(100_000)
const zipped = gzipSync(text)
const exchange = capturedExchange({
  response: capturedBody(zipped, { mediaType: 'text/plain', encodings: ['gzip'] }),
})

function progress() {
  const seen = { total: null as number | null, done: 0 }
  return {
    seen,
    report: { total: (count: number) => (seen.total = count), done: (count: number) => (seen.done = count) },
  }
}

const never = new AbortController().signal

test('writes the captured bytes', async () => {
  const path = join(await temporaryFolder(), 'body')
  const { seen, report } = progress()
  expect(await saveBodyFile(path, { exchange, side: 'response', form: 'captured' }, report, never)).toBe(path)
  expect((await readFile(path)).equals(zipped)).toBe(true)
  expect(seen).toEqual({ total: zipped.length, done: zipped.length })
})

test('writes the decoded bytes', async () => {
  const path = join(await temporaryFolder(), 'body')
  const { seen, report } = progress()
  await saveBodyFile(path, { exchange, side: 'response', form: 'decoded' }, report, never)
  expect((await readFile(path, 'utf8')) === text).toBe(true)
  expect(seen).toEqual({ total: null, done: text.length })
})

test('leaves nothing where the body is let go of meanwhile', async () => {
  const folder = await temporaryFolder()
  const gone = { ...capturedBody('abc'), info: capturedBody('abc').info, read: async () => Buffer.alloc(0) }
  const lost = capturedExchange({ response: gone })
  const saving = saveBodyFile(
    join(folder, 'body'),
    { exchange: lost, side: 'response', form: 'captured' },
    progress().report,
    never,
  )
  await expect(saving).rejects.toMatchObject({ code: 'capture_incomplete' })
  expect(await readdir(folder)).toEqual([])
})

describe('the suggested name', () => {
  const name = (path: string, mediaType: string | null, side: 'request' | 'response' = 'response') =>
    suggestBodyName(
      capturedExchange({
        summary: { path },
        request: capturedBody('', { mediaType }),
        response: capturedBody('', { mediaType }),
      }),
      side,
    )

  test.each([
    ['/v1/chat', 'application/json', 'chat-response.json'],
    ['/v1/chat/', 'application/problem+json', 'chat-response.json'],
    ['/logo.png', 'image/png', 'logo.png'],
    ['/logo.png', 'image/webp', 'logo.png-response.webp'],
    ['/', 'text/html', 'response.html'],
    ['/v1/models', null, 'models-response.bin'],
    ['/a/%2E%2E%2F%2e%2e%2Fetc%2Fpasswd', 'text/plain', 'etc-passwd-response.txt'],
    ['/a/..', 'text/plain', 'response.txt'],
    ['/-rf%00%0a', 'text/plain', 'rf-response.txt'],
    ['/.bashrc', 'text/plain', 'bashrc-response.txt'],
    ['/%zz', 'text/plain', 'zz-response.txt'],
    [`/${'x'.repeat(300)}`, 'text/plain', `${'x'.repeat(80)}-response.txt`],
  ])('of %s as %s is %s', (path, mediaType, expected) => {
    expect(name(path, mediaType)).toBe(expected)
  })

  test('tells the side', () => {
    expect(name('/logo.png', 'image/png', 'request')).toBe('logo.png-request.png')
  })
})
