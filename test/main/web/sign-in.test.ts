// Signing in: what the browser is given, by token and by password, and the headers that every answer has.
import { expect, it } from 'vitest'
import { createAttemptLimit } from '../../../src/main/web/attempt-limit.ts'
import { createSessions } from '../../../src/main/web/sessions.ts'
import { createSignIn } from '../../../src/main/web/sign-in.ts'
import { startWebHost } from './start-web-host.ts'

it('the token becomes a cookie that scripts and other sites do not get, and leaves the address', async () => {
  const { port, send, token } = await startWebHost()
  expect(Buffer.from(token(), 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  const { status, headers } = await send(`GET /?token=${token()} HTTP/1.1\nHost: localhost:${port}`)
  expect(status).toBe(302)
  expect(headers.get('location')).toBe('/')
  expect(headers.get('set-cookie')).toMatch(
    new RegExp(`^throughline-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  )
  expect(headers.get('set-cookie')).not.toContain(token())
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

it('every answer says what others may not do with it, and only files named by their content are cached', async () => {
  const { port, send, enter } = await startWebHost()
  const cookie = await enter()
  const get = (path: string, more = '') =>
    send(`GET ${path} HTTP/1.1\nHost: 127.0.0.1:${port}\n${more || `Cookie: ${cookie}`}`)
  const page = await get('/')
  expect(page.body.toString()).toContain('<title>Throughline</title>')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port}; base-uri 'none'; form-action 'none'`)
  const script = await get('/assets/index-CqGOEfed.js')
  expect(script.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  for (const answer of [page, await get('/nothing.js'), await get('/', 'X-None: 1'), await get('/session')]) {
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('x-powered-by')).toBeNull()
  }
})

it('behind another server the cookie is for its host alone, and over TLS alone', async () => {
  const { send, token } = await startWebHost({ web: { publicOrigin: 'https://throughline.example' } })
  const signedIn = await send(`GET /?token=${token()} HTTP/1.1\nHost: throughline.example`)
  const cookie = signedIn.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^__Host-throughline-443=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  const page = await send(`GET / HTTP/1.1\nHost: throughline.example\nCookie: ${cookie.split(';')[0]}`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self' wss://throughline.example;")
  expect((await send('GET / HTTP/1.1\nHost: other.example')).status).toBe(403)
})

it('a password is asked for on a page, taken from that page alone, and slowed down when it is wrong', async () => {
  const { port, origin, send } = await startWebHost({
    signIn: { password: 'correct horse', limit: { burst: 3, pause: 60_000 } },
  })
  const own = `Host: 127.0.0.1:${port}`
  const page = await send(`GET / HTTP/1.1\n${own}`)
  expect(page.status).toBe(401)
  expect(page.body.toString()).toContain('<label for="password">Password</label>')
  const post = (password: string, from = `Origin: ${origin}`) => {
    const body = new URLSearchParams({ password }).toString()
    return send(`POST /sign-in HTTP/1.1\n${own}\n${from}\nContent-Length: ${body.length}`, body)
  }
  // Another site’s page that signs the user in, or guesses through the user’s browser: nothing is even counted.
  for (const from of ['Origin: https://evil.example', 'Origin: null', 'X-None: 1']) {
    expect((await post('correct horse', from)).status).toBe(403)
  }
  const wrong = await post('wrong horse')
  expect(wrong.status).toBe(401)
  expect(wrong.body.toString()).toContain('This is not the password.')
  const right = await post('correct horse')
  expect(right.status).toBe(302)
  expect(right.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict')
  expect((await post('wrong again')).status).toBe(401)
  const fourth = await post('correct horse')
  expect(fourth.status).toBe(429)
  expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(30)
  expect((await post('x'.repeat(9000))).status).toBe(413)
  expect((await send(`GET /?token=anything HTTP/1.1\n${own}`)).status).toBe(429)
})

it('a password is no token and a token no password', async () => {
  const byPassword = await createSignIn({ password: 'correct horse' })
  expect(byPassword.token).toBeNull()
  expect(byPassword.withToken('correct horse', '::1').kind).toBe('refused')
  const byToken = await createSignIn({ password: null })
  expect((await byToken.withPassword(byToken.token ?? '', '::1')).kind).toBe('refused')
})

it('a token for opening the browser is good for a minute', async () => {
  let now = 0
  const signIn = await createSignIn({ password: null, now: () => now })
  const [first, second] = [signIn.issueTokenForOpening(), signIn.issueTokenForOpening()]
  now = 59_000
  expect(signIn.withToken(first, '::1').kind).toBe('accepted')
  now = 61_000
  expect(signIn.withToken(second, '::1').kind).toBe('refused')
})

it('wrong attempts are paid for one by one, by network', () => {
  let now = 0
  const limit = createAttemptLimit({ burst: 2, pause: 10_000, now: () => now })
  limit.failed('2001:db8:1:2::1')
  expect(limit.wait('2001:db8:1:2::1')).toBe(0)
  limit.failed('2001:db8:1:2::2')
  expect(limit.wait('2001:db8:1:2::3')).toBe(10)
  expect(limit.wait('2001:db8:1:3::1')).toBe(0)
  now = 4_500
  expect(limit.wait('2001:db8:1:2::1')).toBe(6)
  now = 10_000
  expect(limit.wait('2001:db8:1:2::1')).toBe(0)
})

it('of too many browsers the first one is signed out', () => {
  const sessions = createSessions(2)
  const [first, second, third] = [sessions.begin(), sessions.begin(), sessions.begin()]
  expect([first, second, third].map((value) => sessions.has(`name=${value}`, 'name'))).toEqual([false, true, true])
})
