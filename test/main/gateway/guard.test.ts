// Who may use the server: requests that name it, and no web page that the user has not allowed.
import { describe, expect, it } from 'vitest'
import { createGuard, urlHost } from '../../../src/main/gateway/guard.ts'
import { headOf } from './received-head.ts'

interface Listening {
  host?: string
  port?: number
  allowed?: string[]
  /** The address that the client connected to. */
  local?: string
}

/** The type of the refusal, or `ok`. */
function verdict(headers: string[], { host = '127.0.0.1', port = 4000, allowed = [], local }: Listening = {}) {
  const guard = createGuard({ host, port, allowedOrigins: new Set(allowed) })
  return guard.check(headOf(...headers), local ?? '127.0.0.1')?.type ?? 'ok'
}

const host = (value: string, listening?: Listening) => verdict(['Host', value], listening)

describe('Host', () => {
  it.each([
    'localhost:4000',
    '127.0.0.1:4000',
    '[::1]:4000',
    'LOCALHOST:4000',
    'LocalHost:4000',
  ])('%s is ours', (value) => {
    expect(host(value)).toBe('ok')
  })

  it.each([
    ['another name', 'evil.example:4000'],
    ['a name that begins like ours', 'localhost.evil.example:4000'],
    ['a name that ends like ours', 'evil-localhost:4000'],
    ['a name that resolves to loopback', '127.0.0.1.nip.io:4000'],
    ['another port', 'localhost:4001'],
    ['a longer port', 'localhost:40000'],
    ['no port', 'localhost'],
    ['an empty port', 'localhost:'],
    ['the port of HTTP', '127.0.0.1:80'],
    ['::1 without brackets', '::1:4000'],
    ['another loopback address', '127.0.0.2:4000'],
    ['0.0.0.0', '0.0.0.0:4000'],
    ['127.1', '127.1:4000'],
    ['the address as a number', '2130706433:4000'],
    ['user info', 'localhost:4000@evil.example'],
    ['user info in front', 'evil@localhost:4000'],
    ['a path behind', 'localhost:4000/evil'],
    ['a space behind', 'localhost:4000 evil'],
    ['two hosts', 'localhost:4000, evil.example'],
    ['a dot behind', 'localhost.:4000'],
    ['nothing', ''],
  ])('%s is forbidden_host', (_name, value) => {
    expect(host(value)).toBe('forbidden_host')
  })

  it('may leave the port out where it is 80, and only there', () => {
    for (const value of ['localhost', '127.0.0.1', '[::1]', 'localhost:80'])
      expect(host(value, { port: 80 })).toBe('ok')
    expect(host('localhost:4000', { port: 80 })).toBe('forbidden_host')
  })

  it('may be the configured host, in any case', () => {
    expect(host('box.lan:4000', { host: 'Box.lan' })).toBe('ok')
    expect(host('BOX.LAN:4000', { host: 'box.lan' })).toBe('ok')
    expect(host('192.168.1.5:4000', { host: '192.168.1.5' })).toBe('ok')
    expect(host('[fe80::1]:4000', { host: 'fe80::1' })).toBe('ok')
    expect(host('other.lan:4000', { host: 'box.lan' })).toBe('forbidden_host')
  })

  it('may be the address that was reached, where the listener takes all addresses', () => {
    expect(host('192.168.1.5:4000', { host: '0.0.0.0', local: '192.168.1.5' })).toBe('ok')
    expect(host('192.168.1.5:4000', { host: '::', local: '::ffff:192.168.1.5' })).toBe('ok')
    expect(host('[fd00::5]:4000', { host: '::', local: 'fd00::5' })).toBe('ok')
    expect(host('192.168.1.5', { host: '0.0.0.0', local: '192.168.1.5', port: 80 })).toBe('ok')
    expect(host('192.168.1.6:4000', { host: '0.0.0.0', local: '192.168.1.5' })).toBe('forbidden_host')
    expect(host('192.168.1.5:4001', { host: '0.0.0.0', local: '192.168.1.5' })).toBe('forbidden_host')
  })

  it('of DNS rebinding is refused on a wildcard listener, too: a name is not an address', () => {
    expect(host('evil.example:4000', { host: '0.0.0.0', local: '192.168.1.5' })).toBe('forbidden_host')
  })

  it.each([
    ['missing', []],
    ['twice, unequal', ['Host', 'localhost:4000', 'Host', 'evil.example']],
    ['twice, equal', ['Host', 'localhost:4000', 'host', 'localhost:4000']],
    ['three times', ['Host', 'localhost:4000', 'Host', 'a', 'Host', 'localhost:4000']],
  ])('%s is bad_request', (_name, headers) => {
    expect(verdict(headers)).toBe('bad_request')
  })

  it('that is refused is not repeated in the message; the right URL is', () => {
    const guard = createGuard({ host: '::1', port: 4000, allowedOrigins: new Set() })
    const message = guard.check(headOf('Host', 'evil.example'), '::1')?.message
    expect(message).not.toContain('evil.example')
    expect(message).toContain('http://[::1]:4000')
  })
})

describe('web pages', () => {
  const from = (...headers: string[]) =>
    verdict(['Host', 'localhost:4000', ...headers], { allowed: ['https://app.example'] })

  it.each([
    ['an SDK or curl: neither header', [], 'ok'],
    ['an address typed in', ['Sec-Fetch-Site', 'none'], 'ok'],
    ['a page of the same origin', ['Sec-Fetch-Site', 'same-origin'], 'ok'],
    ['a page of another site without Origin', ['Sec-Fetch-Site', 'cross-site'], 'forbidden_origin'],
    ['a page of another port', ['Sec-Fetch-Site', 'same-site'], 'forbidden_origin'],
    ['a value that does not exist yet', ['Sec-Fetch-Site', 'something'], 'forbidden_origin'],
    ['an origin', ['Origin', 'https://evil.example'], 'forbidden_origin'],
    ['the opaque origin', ['Origin', 'null'], 'forbidden_origin'],
    ['an empty origin', ['Origin', ''], 'forbidden_origin'],
    ['an allowed origin', ['Origin', 'https://app.example', 'Sec-Fetch-Site', 'cross-site'], 'ok'],
    ['an allowed host with another scheme', ['Origin', 'http://app.example'], 'forbidden_origin'],
    ['an allowed host with another port', ['Origin', 'https://app.example:8443'], 'forbidden_origin'],
    ['a name that begins like an allowed one', ['Origin', 'https://app.example.evil'], 'forbidden_origin'],
    ['a subdomain of an allowed one', ['Origin', 'https://x.app.example'], 'forbidden_origin'],
    ['loopback itself as an origin', ['Origin', 'http://localhost:4000'], 'forbidden_origin'],
  ])('%s', (_name, headers, expected) => {
    expect(from(...headers)).toBe(expected)
  })

  it('the message names the origin and how to allow it', () => {
    const guard = createGuard({ host: '127.0.0.1', port: 4000, allowedOrigins: new Set() })
    const refusal = guard.check(headOf('Host', 'localhost:4000', 'Origin', 'https://shop.example'), '127.0.0.1')
    expect(refusal?.message).toContain('https://shop.example')
    expect(refusal?.message).toContain('--allow-origin https://shop.example')
  })

  it('the message holds no control characters and stays short', () => {
    const guard = createGuard({ host: '127.0.0.1', port: 4000, allowedOrigins: new Set() })
    for (const name of ['Origin', 'Sec-Fetch-Site']) {
      const value = `x\x1b[31m\x9b${'y'.repeat(10_000)}`
      const message = guard.check(headOf('Host', 'localhost:4000', name, value), '127.0.0.1')?.message ?? ''
      expect(message).toMatch(/^[\x20-\x7e]+$/)
      expect(message.length).toBeLessThan(1000)
    }
  })

  it('a wrong Host is told before a wrong origin', () => {
    expect(verdict(['Host', 'evil.example', 'Origin', 'https://evil.example'])).toBe('forbidden_host')
  })
})

describe('framing that could be read in two ways', () => {
  it.each<[string, string[]]>([
    ['a transfer coding besides chunked', ['Transfer-Encoding', 'gzip, chunked']],
    ['a transfer coding in a field of its own', ['Transfer-Encoding', 'gzip', 'Transfer-Encoding', 'chunked']],
    ['an empty Transfer-Encoding', ['Transfer-Encoding', '']],
    ['both Content-Length and Transfer-Encoding', ['Content-Length', '5', 'Transfer-Encoding', 'chunked']],
    ['a header name that ends with a space', ['X-A ', 'b']],
    ['a header name with a space in it', ['X A', 'b']],
    ['an empty header name', ['', 'b']],
  ])('%s', (_name, headers) => {
    expect(verdict(['Host', 'localhost:4000', ...headers])).toBe('bad_request')
  })

  it('chunked in any case is fine', () => {
    expect(verdict(['Host', 'localhost:4000', 'transfer-ENCODING', 'Chunked'])).toBe('ok')
  })
})

it('urlHost puts IPv6 addresses in brackets', () => {
  expect([urlHost('::1'), urlHost('127.0.0.1'), urlHost('localhost')]).toEqual(['[::1]', '127.0.0.1', 'localhost'])
})
