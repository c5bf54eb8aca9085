// What a route injected does not show where the upstream's body gives it back.
import { once } from 'node:events'
import { request } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createGateway } from '../../../src/main/gateway/gateway.ts'
import { decodeBody } from '../../../src/main/inspector/decode.ts'
import { createEchoFilter, readWithoutSecrets } from '../../../src/main/inspector/echoes.ts'
import { createRecorder } from '../../../src/main/inspector/recorder.ts'
import { startUpstream } from '../../support/upstream.ts'

const secret = 'sk-live-0123456789abcdef'
const hidden = '*'.repeat(secret.length)

describe('a stream of pieces', () => {
  test('hides what lies across its cuts, and changes nothing else', () => {
    const parts = fc.array(fc.constantFrom(secret, secret.slice(0, 9), 'sk-', ' text ', secret.slice(5), 's'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(parts, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (list, sizes) => {
        const whole = Buffer.from(list.join(''))
        const filter = createEchoFilter([Buffer.from(secret)])
        const out: Buffer[] = []
        for (let at = 0, i = 0; at < whole.length; i++) {
          const size = sizes[i % sizes.length] as number
          out.push(filter.feed(Buffer.from(whole.subarray(at, at + size))))
          at += size
        }
        out.push(filter.end())
        expect(Buffer.concat(out).toString()).toBe(whole.toString().replaceAll(secret, hidden))
      }),
    )
  })

  test('keeps back no more than what may be a begin', () => {
    const filter = createEchoFilter([Buffer.from(secret)])
    expect(filter.feed(Buffer.from('data: sk-l')).toString()).toBe('data: ')
    expect(filter.feed(Buffer.from('ow\n')).toString()).toBe('sk-low\n')
  })
})

test('a range of a body hides what begins before it or ends behind it', async () => {
  const whole = Buffer.from(`0123456789${secret}0123456789`)
  const shown = whole.toString().replace(secret, hidden)
  const read = async (offset: number, length: number) => Buffer.from(whole.subarray(offset, offset + length))
  for (let offset = 0; offset < whole.length; offset++) {
    for (const length of [1, 5, 24, 100]) {
      const range = await readWithoutSecrets([Buffer.from(secret)], read, offset, length)
      expect(range.toString()).toBe(shown.slice(offset, offset + length))
    }
  }
})

interface Answer {
  body: Buffer
  encoding?: string
  headers?: Record<string, string>
}

async function start(config: string, respond: (received: string) => Answer, more: Record<string, string> = {}) {
  const upstream = await startUpstream((incoming, response) => {
    const received = `${incoming.url} ${JSON.stringify(incoming.headers)}`
    const { body, encoding, headers } = respond(received)
    response.writeHead(200, {
      'content-type': 'text/plain',
      ...(encoding && { 'content-encoding': encoding }),
      ...headers,
    })
    response.end(body)
  })
  const environment: Record<string, string> = { KEY: secret, ...more }
  const variables = createVariables({ environment })
  const recorder = createRecorder({ variables })
  const gateway = createGateway({ variables, observer: recorder })
  const parsed = parseConfig(config.replaceAll('UPSTREAM', upstream.url), { environment: {} })
  if (parsed.config === null) throw new Error(JSON.stringify(parsed.problems))
  gateway.setConfig(parsed.config)
  const { port } = await gateway.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await gateway.close()
    await recorder.close()
  })
  return {
    environment,
    async get() {
      const ended = new Promise<void>((resolve) => {
        const stop = recorder.onEnded(() => {
          stop()
          resolve()
        })
      })
      const get = request({ port, path: '/echo' }).end()
      const [response] = await once(get, 'response')
      let text = Buffer.alloc(0)
      for await (const chunk of response) text = Buffer.concat([text, chunk])
      await ended
      const exchange = [...recorder.all()].at(-1)
      if (!exchange) throw new Error('Nothing was kept.')
      return { received: text, body: exchange.body('response'), detail: exchange.detail() }
    },
  }
}

const byHeader = `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: UPSTREAM
      headers:
        Authorization: Bearer os.environ/KEY
`

const byQuery = `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: UPSTREAM
      default_query_params:
        key: os.environ/KEY
`

const literal = `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: UPSTREAM
      headers:
        x-api-key: ${secret}
`

describe('an upstream that gives back what it got', () => {
  test.each([
    ['a header', byHeader],
    ['a query', byQuery],
    ['a literal header', literal],
  ])('from %s: the client gets it, the capture does not show it', async (_, config) => {
    const { get } = await start(config, (received) => ({ body: Buffer.from(received) }))
    const { received, body } = await get()
    expect(received.toString()).toContain(secret)
    const shown = (await body.read(0, 100_000)).toString()
    expect(shown).toBe(received.toString().replaceAll(secret, hidden))
    expect(shown).toContain(hidden)
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('in %s', async (encoding, compress) => {
    const { get } = await start(byHeader, (received) => ({ body: compress(Buffer.from(received)), encoding }))
    const { body } = await get()
    const { bytes, problems } = await decodeBody(body, 100_000)
    expect(bytes.toString()).toContain(`Bearer ${hidden}`)
    expect(bytes.toString()).not.toContain(secret)
    expect(problems).toEqual([])
  })

  test('after the variable has got another value', async () => {
    const { get, environment } = await start(byHeader, (received) => ({ body: Buffer.from(received) }))
    const { body } = await get()
    environment.KEY = 'another-value-altogether'
    expect((await body.read(0, 100_000)).toString()).not.toContain(secret)
  })
})

describe('what is made of a value, and what a value is made of', () => {
  const values = { PUBLIC: 'pk-lf/0123+456==', SECRET: 'sk-lf/789=&abc' }
  const inBase64 = Buffer.from(`${values.PUBLIC}:${values.SECRET}`).toString('base64')
  const langfuse = `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: UPSTREAM
      headers:
        LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC
        LANGFUSE_SECRET_KEY: os.environ/SECRET
`
  const echoed = [inBase64, ...Object.values(values)].flatMap((value) => [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).toLowerCase(),
    new URLSearchParams({ value }).toString(),
    JSON.stringify({ value }).replaceAll('/', '\\/'),
  ])

  test.each(['a header', 'a body'])('is hidden in %s', async (place) => {
    const headers = Object.fromEntries(echoed.map((value, at) => [`x-echo-${at}`, value]))
    const answer = place === 'a header' ? { body: Buffer.of(), headers } : { body: Buffer.from(echoed.join('\n')) }
    const { get } = await start(langfuse, () => answer, values)
    const { body, detail } = await get()
    const shown = JSON.stringify(detail) + (await body.read(0, 100_000)).toString()
    // Whatever is escaped stands between these parts of them.
    for (const part of ['0123', 'pk-lf', '789', inBase64.slice(1, 9)]) expect(shown).not.toContain(part)
    expect(shown).toContain(place === 'a header' ? 'x-echo-14' : '***')
  })
})
