// The demo's echo: it shows the request as it arrived, but for the credentials.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { demoHost } from '../../../src/shared/demo-host.ts'
import { post, startDemo } from './start-demo.ts'

interface Echo {
  method: string
  url: string
  headers: [string, string][]
  body: unknown
  bodyBytes: number
}

const echoOf = async (response: Response) => (await response.json()) as Echo

/** The values of a header, whatever its case. */
const valuesOf = ({ headers }: Echo, name: string) =>
  headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)

describe('the echo', () => {
  it('shows method, path and query, headers and JSON', async () => {
    const { url } = await startDemo()
    const response = await post(`${url}/echo?a=1&a=2`, { hello: 'world' }, { 'X-Own': 'value' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const echo = await echoOf(response)
    expect(echo).toMatchObject({ method: 'POST', url: '/echo?a=1&a=2', body: { hello: 'world' }, bodyBytes: 17 })
    expect(valuesOf(echo, 'x-own')).toEqual(['value'])
    expect(valuesOf(echo, 'host')).toEqual([demoHost])
  })

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('answers %s too', async (method) => {
    const { url } = await startDemo()
    expect(await echoOf(await fetch(`${url}/echo`, { method }))).toMatchObject({ method, body: '', bodyBytes: 0 })
  })

  it('answers HEAD without a body', async () => {
    const { url } = await startDemo()
    const response = await fetch(`${url}/echo`, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0)
    expect(await response.text()).toBe('')
  })

  it.each(['/echo/', '/echo/a/b', '/echo//a%2Fb', '/echo/v1/rerank'])('answers below its path, at %s', async (path) => {
    const { url } = await startDemo()
    expect((await echoOf(await fetch(url + path))).url).toBe(path)
  })

  it('shows no credential, sent or injected', async () => {
    const { url } = await startDemo(
      `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: http://${demoHost}/echo
      headers:
        X-Api-Key: os.environ/KEY
        x-team: search
`,
      { KEY: 'INJECTED' },
    )
    const response = await post(
      `${url}/echo`,
      {},
      { Authorization: 'Bearer SENT', Cookie: 'id=SENT', 'X-Token': 'SENT' },
    )
    const text = await response.text()
    expect(text).not.toMatch(/SENT|INJECTED/)
    const echo = JSON.parse(text) as Echo
    for (const name of ['authorization', 'cookie', 'x-token', 'x-api-key']) {
      expect(valuesOf(echo, name)).toEqual(['••••••••'])
    }
    expect(valuesOf(echo, 'x-team')).toEqual(['search'])
  })

  it.each<[name: string, body: string | Buffer, shown: unknown]>([
    ['text', 'grüße', 'grüße'],
    ['a JSON list as text', '[1]', '[1]'],
    ['broken JSON as text', '{"a":', '{"a":'],
    ['bytes that are no text in base64', Buffer.from([0xff, 0x00, 0xfe]), { base64: '/wD+' }],
  ])('shows %s', async (_name, body, shown) => {
    const { url } = await startDemo()
    const response = await fetch(`${url}/echo`, { method: 'POST', body })
    expect(await echoOf(response)).toMatchObject({ body: shown, bodyBytes: Buffer.byteLength(body) })
  })

  it('counts a long body whole, and shows its first mebibyte', async () => {
    const { url } = await startDemo()
    const body = Buffer.alloc(3_000_000, 'abcdefghij')
    const echo = await echoOf(await fetch(`${url}/echo`, { method: 'POST', body }))
    expect(echo.bodyBytes).toBe(3_000_000)
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(digest(Buffer.from(echo.body as string))).toBe(digest(body.subarray(0, 1024 * 1024)))
  })
})

describe('the demo upstream', () => {
  it('names what it has not', async () => {
    const { url } = await startDemo(
      `general_settings:\n  pass_through_endpoints:\n    - { path: /, target: http://${demoHost}/, include_subpath: true }\n`,
    )
    const response = await fetch(`${url}/v2/none`)
    expect([response.status, await response.json()]).toEqual([404, { message: 'The demo upstream has no /v2/none.' }])
  })

  it('is started by the first request, once for all, and is gone when it is closed', async () => {
    const { url, upstream } = await startDemo()
    await Promise.all([1, 2, 3].map(() => fetch(`${url}/echo`).then((response) => response.text())))
    const address = upstream.hostOverrides.get(demoHost)
    const { hostname, port } = (await address?.()) ?? {}
    expect(hostname).toBe('127.0.0.1')
    const direct = `http://127.0.0.1:${port}/echo`
    expect((await fetch(direct)).status).toBe(200)
    await upstream.close()
    await expect(fetch(direct)).rejects.toThrow()
  })

  it('can be closed before anyone asked for it, and twice', async () => {
    const { upstream } = await startDemo()
    await upstream.close()
    await upstream.close()
  })
})
