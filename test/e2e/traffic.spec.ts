// Requests sent through the app appear in its list as they happen.
import { expect, test } from './support/fixtures.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const configFor = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /api
      target: ${target}
      include_subpath: true
`

test('a request appears with its status, method, path, duration and size', async ({ launch, serve }) => {
  const upstream = await serve()
  const { page } = await launch({ config: configFor(upstream.url) })
  const url = await runningServerUrl(page)

  const response = await fetch(`${url}/api/a%2Fb?key=not-to-be-shown`, { method: 'POST', body: 'hello' })
  expect(await response.text()).toBe('{"ok":true}')
  expect(await upstream.nextRequest()).toMatchObject({ method: 'POST', path: '/a%2Fb?key=not-to-be-shown' })

  const row = exchangeRows(page, '/api/a%2Fb')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('200')
  await expect(row).toContainText('POST')
  await expect(row).toContainText(/\d+ ms/)
  await expect(row).toContainText('11 B')
  await expect(page.locator('body')).not.toContainText('not-to-be-shown')
})

test('a streaming response is in the list while it is in flight, and ends', async ({ launch, serve }) => {
  let finish = () => {}
  const upstream = await serve(async (_request, response, received) => {
    await received
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: one\n\n')
    finish = () => response.end('data: two\n\n')
  })
  const { page } = await launch({ config: configFor(upstream.url) })
  const response = await fetch(`${await runningServerUrl(page)}/api/stream`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect(await reader?.read()).toEqual({ done: false, value: 'data: one\n\n' })

  const row = exchangeRows(page, '/api/stream')
  await expect(row).toHaveAccessibleName(/in flight/i)
  await expect(row).toContainText('200')

  finish()
  expect(await reader?.read()).toEqual({ done: false, value: 'data: two\n\n' })
  expect((await reader?.read())?.done).toBe(true)
  await expect(row).not.toHaveAccessibleName(/in flight/i)
  await expect(row).toContainText('22 B')
})

test('what goes wrong is told: an upstream that is not there, and an upstream’s own error', async ({
  launch,
  serve,
}) => {
  const failing = await serve((_request, response) => {
    response.writeHead(429).end('slow down')
  })
  const gone = await serve()
  await gone.close()
  const { page } = await launch({
    config: `${configFor(gone.url)}    - path: /limited\n      target: ${failing.url}\n`,
  })
  const url = await runningServerUrl(page)

  const unreachable = await fetch(`${url}/api/x`)
  expect(unreachable.status).toBe(502)
  expect(unreachable.headers.get('x-throughline-error')).toBe('upstream_unreachable')
  await expect(exchangeRows(page, '/api/x')).toContainText('502')

  const limited = await fetch(`${url}/limited`)
  expect(await limited.text()).toBe('slow down')
  await expect(exchangeRows(page, '/limited')).toContainText('429')

  expect((await fetch(`${url}/nowhere`)).status).toBe(404)
  await expect(exchangeRows(page, '/nowhere')).toContainText('404')
})

test('a client that goes away is shown, and leaves nothing in flight', async ({ launch, serve }) => {
  const upstream = await serve((_request, response) => {
    response.writeHead(200).write('begun')
  })
  const { page } = await launch({ config: configFor(upstream.url) })
  const client = new AbortController()
  await fetch(`${await runningServerUrl(page)}/api/left`, { signal: client.signal })
  const row = exchangeRows(page, '/api/left')
  await expect(row).toHaveAccessibleName(/in flight/i)
  client.abort()
  await expect(row).toHaveAccessibleName(/closed by the client/i)
})
