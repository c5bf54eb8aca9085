// What other web pages, other programs and guessers try against the window in a browser, each byte for byte.
import { expect, it } from 'vitest'
import { connectRaw } from '../../support/raw-socket.ts'
import { startWebHost } from './start-web-host.ts'

const upgrade = (host: string, more: string) => `GET /socket HTTP/1.1
  Host: ${host}
  Connection: Upgrade
  Upgrade: websocket
  Sec-WebSocket-Version: 13
  Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
  ${more}`

it('DNS rebinding: a name that leads here but is none of its own gets nothing, signed in or not', async () => {
  const { port, send, enter, token } = await startWebHost()
  const cookie = await enter()
  for (const host of [`evil.example:${port}`, 'evil.example', `127.0.0.1.evil.example:${port}`, `localhost.:${port}`]) {
    const page = await send(`GET / HTTP/1.1\nHost: ${host}\nCookie: ${cookie}`)
    expect(page.status, host).toBe(403)
    expect((await send(`GET /?token=${token()} HTTP/1.1\nHost: ${host}`)).headers.get('set-cookie')).toBeNull()
    const socket = await send(upgrade(host, `Origin: http://${host}\nCookie: ${cookie}`))
    expect(socket.status, host).toBe(403)
  }
})

it('two Host headers, none, and another server’s address in the request line are refused', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  const own = `127.0.0.1:${port}`
  const requests = [
    `GET / HTTP/1.1\nHost: ${own}\nHost: evil.example\nCookie: ${cookie}`,
    `GET http://evil.example/ HTTP/1.1\nHost: ${own}\nCookie: ${cookie}`,
    `GET //evil.example/ HTTP/1.1\nHost: ${own}\nCookie: ${cookie}`,
    `GET /\\ HTTP/1.1\nHost: ${own}\nCookie: ${cookie}`,
  ]
  for (const request of requests) expect((await send(request)).status, request).toBeGreaterThanOrEqual(400)
  expect((await send(upgrade(own, `Origin: http://${own}\nCookie: ${cookie}`).replace('/socket', '//['))).status).toBe(
    403,
  )
  expect((await send(`GET / HTTP/1.0\nCookie: ${cookie}`)).status).toBe(403)
  expect((await send(`GET / HTTP/1.1\nHost: ${own}\nCookie: ${cookie}`)).status).toBe(200)
})

it('cross-site WebSocket hijacking: another page’s socket is refused, even with the user’s cookie', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  const own = `127.0.0.1:${port}`
  for (const origin of [
    'Origin: https://evil.example',
    `Origin: http://127.0.0.1:${port + 1}`,
    `Origin: https://${own}`,
    'Origin: null',
    'Origin: file://',
    'X-None: 1',
    `Origin: http://${own}\nSec-Fetch-Site: cross-site`,
  ]) {
    expect((await send(upgrade(own, `${origin}\nCookie: ${cookie}`))).status, origin).toBe(403)
  }
  expect((await send(upgrade(own, `Origin: http://${own}`))).status).toBe(401)
  expect((await send(upgrade(own, `Origin: http://${own}\nCookie: ${cookie}x`))).status).toBe(401)
  const peer = await connectRaw(port)
  await peer.send(`${upgrade(own, `Origin: http://${own}\nCookie: ${cookie}`).replaceAll(/\n\s*/g, '\r\n')}\r\n\r\n`)
  await peer.waitForText('HTTP/1.1 101')
  await peer.close()
})

it('another site’s page can neither read nor post, and no preflight tells it that it might', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  const head = (request: string) => `${request} HTTP/1.1\nHost: 127.0.0.1:${port}\nCookie: ${cookie}`
  expect((await send(`${head('GET /')}\nOrigin: https://evil.example`)).status).toBe(403)
  expect((await send(`${head('GET /assets/index-CqGOEfed.js')}\nSec-Fetch-Site: same-site`)).status).toBe(403)
  expect((await send(`${head('GET /')}\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors`)).status).toBe(403)
  const frame = 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe'
  expect((await send(`${head('GET /')}\n${frame}`)).status).toBe(403)
  const preflight = await send(
    `${head('OPTIONS /uploads/x')}\nOrigin: https://evil.example\nAccess-Control-Request-Method: POST`,
  )
  expect(preflight.status).toBe(403)
  for (const name of preflight.headers.keys()) expect(name).not.toMatch(/^access-control-/)
  const post = await send(`${head('POST /uploads/x')}\nOrigin: https://evil.example\nContent-Length: 1`, 'x')
  expect(post.status).toBe(403)
  // Without an Origin header no browser’s page has sent it.
  expect((await send(`${head('POST /uploads/x')}\nContent-Length: 1`, 'x')).status).toBe(403)
  // A link from elsewhere shows the page to its user.
  const link = 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document'
  expect((await send(`${head('GET /')}\n${link}`)).status).toBe(200)
})

it('who is not signed in gets no file of the window, no download and no upload', async () => {
  const { port, send } = await startWebHost()
  const own = `Host: 127.0.0.1:${port}`
  const page = await send(`GET / HTTP/1.1\n${own}`)
  expect(page.status).toBe(401)
  expect(page.body.toString()).toContain('Open the address')
  for (const path of ['/assets/index-CqGOEfed.js', '/index.html', '/session', '/downloads/x', '/anything']) {
    expect((await send(`GET ${path} HTTP/1.1\n${own}`)).status, path).toBe(401)
  }
  const upload = `POST /uploads/x HTTP/1.1\n${own}\nOrigin: http://127.0.0.1:${port}\nContent-Length: 1`
  expect((await send(upload, 'x')).status).toBe(401)
})

it('paths that lead out of the window’s folder find nothing', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  for (const path of [
    '/../config.yaml',
    '/..%2fconfig.yaml',
    '/%2e%2e/web-settings.json',
    '/..%5cconfig.yaml',
    '/%00',
  ]) {
    const { status } = await send(`GET ${path} HTTP/1.1\nHost: 127.0.0.1:${port}\nCookie: ${cookie}`)
    expect(status, path).toBe(404)
  }
})

it('guessed tokens are counted and slowed down, and never keep the right one out', async () => {
  const { port, send, token } = await startWebHost()
  const own = `Host: 127.0.0.1:${port}`
  const guess = async (text: string) => (await send(`GET /?token=${text} HTTP/1.1\n${own}`)).status
  const answers: number[] = []
  for (const text of ['', 'a', `${token()}x`, token().slice(1), token().toUpperCase(), 'b', 'c']) {
    answers.push(await guess(text))
  }
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect(await guess(token())).toBe(302)
})

it('a cookie that another port’s server has set is none, and hides the right one from nobody', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  const get = async (cookies: string) =>
    (await send(`GET /session HTTP/1.1\nHost: 127.0.0.1:${port}\nCookie: ${cookies}`)).status
  expect(await get(cookie)).toBe(204)
  expect(await get(cookie.replace(`-${port}=`, `-${port + 1}=`))).toBe(401)
  expect(await get(`throughline-${port}=forged; ${cookie}`)).toBe(204)
  expect(await get(`throughline-${port}=`)).toBe(401)
})

it('an address that is left behind in a log signs nobody in: the one for opening the browser holds once', async () => {
  const { port, send, signIn } = await startWebHost()
  const issued = signIn.issueTokenForOpening()
  const open = async () => (await send(`GET /?token=${issued} HTTP/1.1\nHost: 127.0.0.1:${port}`)).status
  expect(await open()).toBe(302)
  expect(await open()).toBe(401)
})

it('a smuggled second request and a broken one are refused', async () => {
  const { port, send } = await startWebHost()
  const smuggled = `POST /sign-in HTTP/1.1\nHost: 127.0.0.1:${port}\nContent-Length: 5\nTransfer-Encoding: chunked`
  expect((await send(smuggled, '0\r\n\r\n')).status).toBe(400)
})
