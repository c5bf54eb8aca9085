// A page that is signed in: its calls, events and files; what it may not do; and pages that are too slow or too much.
import { readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { calls } from '../../../src/shared/contract.ts'
import { fileNameHeader } from '../../../src/shared/web-messages.ts'
import { largestMessage } from '../../../src/shared/wire.ts'
import { connectRaw } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'
import { startWebHost } from './start-web-host.ts'

const routeTo = (url: string) => `general_settings:
  pass_through_endpoints:
    - path: /echo
      target: ${url}/echo
`

it('calls are answered and events told as the contract says', async () => {
  const { page: connect, configText } = await startWebHost()
  const page = await connect()
  expect(await page.call('app.get')).toEqual({ version: '1.2.3', platform: expect.any(String), host: 'browser' })
  const state = calls['routes.get'].output.parse(await page.call('routes.get'))
  expect(state.routes.map(({ path }) => path)).toEqual(['/one'])
  await page.call('routes.setEnabled', { index: 0, path: '/one', enabled: false })
  const told = await page.hear((message) =>
    message.kind === 'event' && message.name === 'routes.changed' ? (message.payload as typeof state) : null,
  )
  expect(told.routes[0]?.enabled).toBe(false)
  expect(await configText()).toContain('enabled: false')
  expect(await page.ask('no.such')).toMatchObject({ ok: false, error: { code: 'unknown_call' } })
  expect(await page.ask('routes.setEnabled', { index: 'x' })).toMatchObject({ error: { code: 'invalid_input' } })
})

it('what needs the desktop or would name a path is refused', async () => {
  const { page: connect, dataFolder } = await startWebHost()
  const page = await connect()
  const other = join(dataFolder, 'other.yaml')
  await writeFile(other, 'general_settings: {}\n')
  const refused: [string, unknown?][] = [
    ['config.open', {}],
    ['config.open', { recent: other }],
    ['config.openDropped', { path: other }],
    ['config.create'],
    ['config.reveal', { what: 'config' }],
    ['system.setStartAtLogin', { isOn: true }],
    ['system.revealData'],
  ]
  for (const [name, input] of refused) {
    expect(await page.ask(name, input), name).toMatchObject({ ok: false, error: { code: 'not_in_browser' } })
  }
  expect((await page.call('routes.get')).file.name).toBe('config.yaml')
})

it('a secret stays in memory, and none is written', async () => {
  const { page: connect, dataFolder } = await startWebHost()
  const page = await connect()
  const kept = await page.call('secrets.set', { name: 'KEY', value: 'of-the-page', keepIn: 'memory' })
  expect(kept.keychain).toMatchObject({ available: false, reason: 'browser' })
  expect(kept.secrets).toMatchObject([{ name: 'KEY', source: 'memory' }])
  expect(await page.ask('secrets.set', { name: 'KEY', value: 'x', keepIn: 'keychain' })).toMatchObject({
    error: { code: 'keychain_unavailable' },
  })
  await page.call('settings.update', { theme: 'dark' })
  expect((await readdir(dataFolder)).sort()).toEqual(['config.yaml', 'web-settings.json', 'window'])
  expect(JSON.stringify(page.heard)).not.toContain('of-the-page')
})

it('settings are there after a restart, and apart from the desktop app’s', async () => {
  const first = await startWebHost()
  await (await first.page()).call('settings.update', { theme: 'dark', density: 'comfortable' })
  expect(first.host.services.settings.current).toMatchObject({ theme: 'dark', density: 'comfortable' })
  expect(await readdir(first.dataFolder)).not.toContain('settings.json')
})

it('bodies come as bytes, and a body is saved as a download that is there once', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
  const upstream = await startUpstream((_request, response) => void response.end(bytes))
  const { host, page: connect, origin, enter } = await startWebHost({ config: routeTo(upstream.url) })
  const page = await connect()
  const { url } = await host.services.server.start()
  await (await fetch(`${url}/echo`)).arrayBuffer()
  const id = await page.hear((message) => {
    if (message.kind !== 'event' || message.name !== 'exchanges.changed') return null
    return (message.payload as { id: string; state: string }[]).find(({ state }) => state === 'ended')?.id ?? null
  })
  const body = { id, side: 'response', form: 'captured' } as const
  const part = await page.call('exchanges.body', { ...body, offset: 10, length: 69_000 })
  expect(Buffer.from(part.bytes).equals(bytes.subarray(10, 69_010))).toBe(true)

  expect(await page.call('exchanges.saveBody', body)).toMatchObject({ kind: 'body-save', state: 'running' })
  const ticket = await page.hear((message) => (message.kind === 'download' ? message.ticket : null))
  const ended = await page.hear((message) =>
    message.kind === 'event' && message.name === 'tasks.changed' ? (message.payload as { message: string }) : null,
  )
  // The name is the page’s business, the server’s folder is not.
  expect(ended.message).toBe('echo-response.bin')
  const cookie = await enter()
  expect((await fetch(`${origin}/downloads/${ticket}`)).status).toBe(401)
  const download = await fetch(`${origin}/downloads/${ticket}`, { headers: { cookie } })
  expect(download.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''echo-response.bin")
  expect(download.headers.get('content-type')).toBe('application/octet-stream')
  expect(download.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true)
  expect((await fetch(`${origin}/downloads/${ticket}`, { headers: { cookie } })).status).toBe(404)
  await upstream.close()
})

it('a config file is exported as a download', async () => {
  const { page: connect, origin, enter } = await startWebHost()
  const page = await connect()
  expect(await page.call('config.export')).toEqual({ path: 'litellm-config.yaml' })
  const ticket = await page.hear((message) => (message.kind === 'download' ? message.ticket : null))
  const headers = { cookie: await enter() }
  expect(await (await fetch(`${origin}/downloads/${ticket}`, { headers })).text()).toContain('/one')
})

it('a file is imported by an upload that was asked for, once, and no larger than it may be', async () => {
  const { page: connect, origin, enter } = await startWebHost()
  const page = await connect()
  const cookie = await enter()
  const post = (ticket: string, body: string, more: Record<string, string> = {}) =>
    fetch(`${origin}/uploads/${ticket}`, { method: 'POST', body, headers: { cookie, origin, ...more } })
  const asked = (not = '') =>
    page.hear((message) => (message.kind === 'choose-file' && message.ticket !== not ? message : null))

  const preview = page.call('config.previewImport')
  const { ticket, accept } = await asked()
  expect(accept).toBe('.yaml,.yml')
  const name = { [fileNameHeader]: encodeURIComponent('../../other.yaml') }
  expect((await post('guessed', 'x', name)).status).toBe(404)
  expect((await post(ticket, routeTo('http://other.example'), name)).status).toBe(204)
  expect(await preview).toMatchObject({ name: 'other.yaml', routes: [{ path: '/echo' }] })
  expect((await post(ticket, 'again', name)).status).toBe(404)

  const cancelled = page.call('config.previewImport')
  const second = await asked(ticket)
  page.send({ kind: 'no-file', ticket: second.ticket })
  expect(await cancelled).toBeNull()

  const large = page.ask('config.previewImport')
  const third = await page.hear((message) =>
    message.kind === 'choose-file' && ![ticket, second.ticket].includes(message.ticket) ? message : null,
  )
  expect((await post(third.ticket, 'x'.repeat(10_000_001))).status).toBe(413)
  expect(await large).toMatchObject({ error: { code: 'file_error', message: 'The file is larger than 10.0 MB.' } })
})

it('files in transfer are gone when the server is', async () => {
  const before = new Set(await readdir(tmpdir()))
  const { page: connect, close } = await startWebHost()
  const page = await connect()
  await page.call('config.export')
  await page.hear((message) => (message.kind === 'download' ? message : null))
  await close()
  expect(await page.closed).toBe(1001)
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith('throughline-web-') && !before.has(name))
  expect(left).toEqual([])
})

it.each<[what: string, bytes: string | Buffer, code: number]>([
  ['no JSON', '{', 1008],
  ['no message', '{"kind":"other"}', 1008],
  ['bytes that are none', Buffer.from([0, 0, 1, 0]), 1008],
])('a page that sends %s is cut off, and the others are not', async (_what, bytes, code) => {
  const { page: connect } = await startWebHost()
  const [page, other] = [await connect(), await connect()]
  page.socket.send(bytes)
  expect(await page.closed).toBe(code)
  expect(await other.call('app.get')).toMatchObject({ host: 'browser' })
})

it('a message that says it is larger than any may be is not waited for', async () => {
  const { port, enter, origin } = await startWebHost()
  const peer = await connectRaw(port)
  await peer.send(
    [
      'GET /socket HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: ${origin}`,
      `Cookie: ${await enter()}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  )
  await peer.waitForText('\r\n\r\n')
  const head = Buffer.alloc(14)
  head.set([0x82, 0xff])
  head.writeBigUInt64BE(BigInt(largestMessage) + 1n, 2)
  await peer.send(head)
  // Close frame: 1009, message too big.
  await peer.waitFor((bytes) => (bytes.includes(Buffer.from([0x03, 0xf1])) ? true : null), 'waiting for 1009')
  await peer.close()
})
