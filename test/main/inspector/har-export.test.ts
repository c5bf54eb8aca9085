// What is exported is valid HAR 1.2, holds no credential, and comes back the same.
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Har } from 'har-format'
import { describe, expect, test } from 'vitest'
import type { CapturedExchange } from '../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../src/main/inspector/decode.ts'
import { type HarExportOptions, harChunks } from '../../../src/main/inspector/har/export.ts'
import { readHar } from '../../../src/main/inspector/har/import.ts'
import type { HarEntry } from '../../../src/main/inspector/har/own-fields.ts'
import type { HarWebSocketMessage } from '../../../src/main/inspector/har/web-socket-messages.ts'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange, headerField } from '../../support/captured-body.ts'
import { createHarValidator } from '../../support/har-validator.ts'
import { recordWebSocket, webSocketExchange } from '../../support/recorded-web-socket.ts'

const options: HarExportOptions = { isRedacted: true, decodeBody, version: '1.2.3', messages: createStreamMessages() }

async function exported(exchanges: CapturedExchange[], changes: Partial<HarExportOptions> = {}): Promise<string> {
  let text = ''
  for await (const chunk of harChunks(exchanges, { ...options, ...changes })) text += chunk
  return text
}

async function entryOf(exchange: CapturedExchange, changes: Partial<HarExportOptions> = {}): Promise<HarEntry> {
  return firstEntry(await exported([exchange], changes))
}

function firstEntry(text: string): HarEntry {
  const { log } = JSON.parse(text) as { log: { entries: HarEntry[] } }
  return log.entries[0] as HarEntry
}

const json = Buffer.from('{"text":"it\'s “fine” 🎈 \\u0000"}\n')
const picture = Buffer.from('89504e470d0a1a0a00ff', 'hex')
const latin = Buffer.from('caf\u00e9', 'latin1')

const plain = capturedExchange({
  summary: { id: 'run-1', model: 'm-1', inputTokens: 3, costUsd: 0.25, firstTokenMs: 55, replayOf: 'run-0' },
  request: capturedBody(json, { mediaType: 'application/json' }),
  response: capturedBody(gzipSync(json), { mediaType: 'application/json', encodings: ['gzip'], charset: 'utf-8' }),
  detail: {
    sent: {
      url: `https://api.example.com/v1/chat?q=a b|[x]"&key=${mask}&n=%zz&caf\u00e9`,
      address: '[2001:db8::1]:443',
      tlsVersion: 'TLSv1.3',
      headers: [
        headerField('Host', 'api.example.com', 'gateway'),
        headerField('Content-Type', 'application/json', 'client'),
        headerField('X-Twice', '1', 'client'),
        headerField('x-twice', 'caf\u00e9', 'client'),
        {
          ...headerField('Authorization', `Bearer ${mask}`, 'route'),
          variables: [{ name: 'API_KEY', source: 'keychain' }],
          isMasked: true,
        },
      ],
    },
  },
})

const all = [
  plain,
  capturedExchange({
    summary: { id: 'run-2', method: 'GET', status: 200 },
    response: capturedBody(brotliCompressSync(gzipSync(picture)), {
      mediaType: 'image/png',
      encodings: ['gzip', 'br'],
    }),
  }),
  capturedExchange({
    summary: { id: 'run-3', status: 404, upstream: null, route: null, outcome: 'refused', errorType: 'no_route' },
    detail: {
      sent: null,
      response: null,
      error: { sentence: 'No route matches this path.', code: null },
      phases: {
        ...{ queued: null, connect: null, tls: null, sending: null, waiting: null, receiving: null, isReused: null },
      },
    },
  }),
  capturedExchange({
    summary: { id: 'run-4', outcome: 'client_closed', durationMs: 12.3456 },
    request: capturedBody(latin, { mediaType: 'text/plain', charset: 'iso-8859-1' }),
    response: capturedBody('data: 1\n\n', { mediaType: 'text/event-stream', gap: 'limit', wireBytes: 5000 }),
    detail: {
      sent: {
        url: 'https://api.example.com/v1/chat',
        address: null,
        tlsVersion: null,
        headers: [headerField('Content-Type', 'text/plain; charset=iso-8859-1', 'client')],
      },
      phases: { queued: 0, connect: null, tls: null, sending: 0.1, waiting: 2.3, receiving: 9.9, isReused: true },
    },
  }),
  capturedExchange({
    summary: {
      id: 'run-5',
      status: null,
      outcome: 'upstream_error',
      errorType: 'upstream_unreachable',
      errorCode: 'ECONNREFUSED',
    },
    detail: { response: null, error: { sentence: 'The upstream could not be reached.', code: 'ECONNREFUSED' } },
  }),
]

describe('the file', () => {
  test('is HAR 1.2', async () => {
    const har = JSON.parse(await exported(all)) as Har
    const validate = createHarValidator()
    expect(validate(har)).toEqual([])
    expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'Throughline', version: '1.2.3' } })
    expect(har.log.entries.length).toBe(all.length)
    // And the schema would tell.
    expect(validate({ log: { ...har.log, entries: [{}] } })).not.toEqual([])
    expect(validate(JSON.parse(await exported([])))).toEqual([])
  })

  test('names the request as it was sent upstream', async () => {
    const { request, serverIPAddress, startedDateTime } = await entryOf(plain)
    expect(request.url).toBe(
      `https://api.example.com/v1/chat?q=a%20b%7C%5Bx%5D%22&key=${encodeURIComponent(mask)}&n=%25zz&caf%E9`,
    )
    expect(request.queryString).toEqual([
      { name: 'q', value: 'a b|[x]"' },
      { name: 'key', value: mask },
      { name: 'n', value: '%zz' },
      { name: 'caf\u00e9', value: '' },
    ])
    expect(request.headers.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Host: api.example.com',
      'Content-Type: application/json',
      'X-Twice: 1',
      'x-twice: caf\u00e9',
      `Authorization: Bearer ${mask}`,
    ])
    expect(request.headers[4]?._variables).toEqual([{ name: 'API_KEY', source: 'keychain' }])
    expect(request.postData).toEqual({ mimeType: 'application/json', text: json.toString() })
    expect(request.bodySize).toBe(json.length)
    expect(serverIPAddress).toBe('2001:db8::1')
    expect(startedDateTime).toBe('2025-01-02T03:04:05.000Z')
  })

  test('holds decoded bodies, as text or as base64', async () => {
    const wire = gzipSync(json).length
    const { response } = await entryOf(plain)
    expect(response.content).toEqual({
      size: json.length,
      compression: json.length - wire,
      mimeType: 'application/json',
      text: json.toString(),
    })
    expect(response.bodySize).toBe(wire)
    const image = await entryOf(all[1] as CapturedExchange)
    expect(image.response.content).toMatchObject({ encoding: 'base64', text: picture.toString('base64') })
    const { request, response: cut } = await entryOf(all[3] as CapturedExchange)
    expect(request.postData).toMatchObject({ text: latin.toString('base64'), _encoding: 'base64' })
    expect(cut.content).toMatchObject({ text: 'data: 1\n\n', comment: expect.stringContaining('were kept') })
    expect(cut.content).not.toHaveProperty('compression')
  })

  test('counts connect with ssl, and what is unknown as -1', async () => {
    expect((await entryOf(plain)).timings).toEqual({
      ...{ blocked: 0, dns: -1, connect: 20, ssl: 12, send: 1, wait: 19, receive: 60 },
    })
    expect((await entryOf(plain)).time).toBe(100)
    const reused = await entryOf(all[3] as CapturedExchange)
    expect(reused.timings).toMatchObject({ connect: -1, ssl: -1, wait: 2.3 })
    const refused = await entryOf(all[2] as CapturedExchange)
    expect(refused.timings).toMatchObject({ blocked: -1, send: 0, wait: 0, receive: 0 })
  })

  test('is written in pieces, a large body too', async () => {
    const text = 'ä🎈"\\\n'.repeat(400_000)
    const body = capturedBody(text, { mediaType: 'text/plain' })
    const bytes = Buffer.alloc(3_000_001, 0xff)
    const chunks: string[] = []
    const exchange = capturedExchange({ request: capturedBody(bytes), response: body })
    for await (const chunk of harChunks([exchange], options)) chunks.push(chunk)
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(3_000_000)
    const entry = firstEntry(chunks.join(''))
    expect(entry.response.content.text === text).toBe(true)
    expect(Buffer.from(entry.request.postData?.text ?? '', 'base64').equals(bytes)).toBe(true)
  })

  test('tells how far it is, and stops when it is cancelled', async () => {
    const steps: number[] = []
    await exported(all, { onProgress: (done) => steps.push(done) })
    expect(steps).toEqual([1, 2, 3, 4, 5])
    const controller = new AbortController()
    const stopped = exported(all, { onProgress: () => controller.abort(), signal: controller.signal })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('credentials', () => {
  const secrets = ['sk-client', 'cookie-1', 'cookie-2', 'query-key', 'token-3', 'set-4', 'key-5', 'user:pass']
  const readable = capturedExchange({
    detail: {
      client: {
        address: null,
        httpVersion: '1.1',
        url: 'http://127.0.0.1:4000/v1/chat?key=query-key&q=1',
        headers: [
          headerField('Authorization', 'Bearer sk-client', 'client'),
          headerField('X-Api-Key', 'key-5', 'client'),
        ],
        removed: [{ index: 1, reason: 'client-key' }],
        body: capturedBody('').info,
      },
      sent: {
        url: 'https://user:pass@api.example.com/v1/chat?key=query-key&q=1',
        address: null,
        tlsVersion: null,
        headers: [
          headerField('Authorization', 'Bearer sk-client', 'client'),
          headerField('Cookie', 'a=cookie-1; b=cookie-2', 'client'),
        ],
      },
      response: {
        status: 302,
        statusText: 'Found',
        headers: [headerField('Set-Cookie', 's=set-4; Path=/'), headerField('Location', '/x?token=token-3&y=1')],
        trailers: [headerField('X-Auth-Token', 'token-3')],
        body: capturedBody('').info,
      },
    },
  })

  test('are masked wherever they stand when the file is redacted', async () => {
    const text = await exported([readable])
    for (const secret of secrets) expect(text).not.toContain(secret)
    const { request, response } = firstEntry(text)
    expect(request.cookies).toEqual([
      { name: 'a', value: mask },
      { name: 'b', value: mask },
    ])
    expect(request.queryString).toEqual([
      { name: 'key', value: mask },
      { name: 'q', value: '1' },
    ])
    expect(response.cookies).toEqual([{ name: 's', value: mask, path: '/', httpOnly: false, secure: false }])
    expect(response.redirectURL).toMatch(/^\/x\?token=%E2.*&y=1$/)
  })

  test('are in the file as they were captured when it is not', async () => {
    const text = await exported([readable], { isRedacted: false })
    for (const secret of secrets) expect(text).toContain(secret)
  })
})

describe('read back', async () => {
  const { exchanges, skipped } = await readHar(Buffer.from(await exported(all)))

  test('has the same summaries', () => {
    expect(skipped).toBe(0)
    const expected = all.map((exchange): Partial<ExchangeSummary> => {
      const { id: _, sequence: __, ...summary } = exchange.summary()
      return { ...summary, source: 'import' }
    })
    expect(exchanges.map(({ summary }) => summary)).toEqual(expected)
  })

  test('has the same details', () => {
    for (const [index, { detail }] of exchanges.entries()) {
      const before = (all[index] as CapturedExchange).detail()
      expect(detail.client).toEqual({ ...before.client, body: expect.anything() })
      expect(detail.sent).toEqual(before.sent)
      expect(detail.phases).toEqual(before.phases)
      expect(detail.error).toEqual(before.error)
      expect(detail.response?.headers).toEqual(before.response?.headers)
      expect(detail.response?.body.gap).toBe(before.response?.body.gap)
    }
  })

  test('has the same bodies', async () => {
    for (const [index, { bodies }] of exchanges.entries()) {
      const before = all[index] as CapturedExchange
      for (const side of ['request', 'response'] as const) {
        const { bytes } = await decodeBody(before.body(side), 1_000_000)
        expect(bodies[side].bytes.equals(bytes)).toBe(true)
      }
    }
    expect(exchanges[3]?.bodies.request.charset).toBe('iso-8859-1')
  })

  test('has the same messages of a WebSocket', async () => {
    const recorded = await recordWebSocket({}, async (client, server) => {
      server.on('message', (data, isBinary) => {
        server.send(data, { binary: isBinary })
        if (isBinary) client.close(1000, 'done')
      })
      client.send('grüß dich')
      client.send('x'.repeat(70_000))
      client.send(Buffer.from([0, 255, 1]))
    })
    const socket = webSocketExchange(recorded)
    const text = await exported([socket])
    const entry = firstEntry(text)
    expect(entry._resourceType).toBe('websocket')
    const written = entry._webSocketMessages as HarWebSocketMessage[]
    expect(written[0]).toEqual({
      type: 'send',
      opcode: 1,
      data: 'grüß dich',
      time: expect.any(Number),
    })
    const read = (await readHar(Buffer.from(text))).exchanges[0]
    if (!read) throw new Error('Nothing was read.')
    const again = capturedExchange({
      summary: { ...read.summary, id: 'again' },
      detail: read.detail,
      request: capturedBody(read.bodies.request.bytes),
      response: capturedBody(read.bodies.response.bytes),
    })
    const messages = async (exchange: CapturedExchange) => {
      const list = (await createStreamMessages().list(exchange, 0, 100)).messages
      return list.map(({ direction, type, size, preview }) => [direction, type, size, preview].join(' ')).sort()
    }
    expect((await messages(socket)).length).toBeGreaterThanOrEqual(8)
    expect(await messages(again)).toEqual(await messages(socket))
  })
})
