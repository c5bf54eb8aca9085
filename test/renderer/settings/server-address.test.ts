// What is typed into the server's fields: ports, hosts and origins.
import { describe, expect, it } from 'vitest'
import { readOrigin } from '../../../src/renderer/features/settings/origin-draft.ts'
import { isOpen, reachOf, readHost, readPort } from '../../../src/renderer/features/settings/server-address.ts'

describe('a port', () => {
  it.each([
    ['1', 1],
    [' 4000 ', 4000],
    ['65535', 65535],
  ])('is read from %j', (text, port) => expect(readPort(text).value).toBe(port))

  it.each(['', '0', '65536', '-1', '4000.5', '0x50', '1e3', 'http'])('is refused from %j', (text) => {
    expect(readPort(text).problem).toBe('Use 1 to 65535.')
  })
})

describe('a host', () => {
  it('is taken without the brackets of a URL', () => {
    expect(readHost(' [::1] ').value).toBe('::1')
    expect(readHost('192.168.1.20').value).toBe('192.168.1.20')
  })

  it.each(['', 'http://a', '192.168.1.20:4000', 'a b'])('is refused from %j', (text) => {
    expect(readHost(text).problem).toMatch(/^Write an address/)
  })

  it('says who can reach the server', () => {
    expect(['127.0.0.1', '0.0.0.0', '::1', '192.168.1.20'].map(reachOf)).toEqual([
      'computer',
      'networks',
      'other',
      'other',
    ])
    expect(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::', '192.168.1.20'].map(isOpen)).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ])
  })
})

describe('an origin', () => {
  it.each([
    'https://app.example.com',
    'http://localhost:3000',
    'chrome-extension://abcdef',
  ])('is read from %s', (text) => {
    expect(readOrigin(` ${text} `, []).value).toBe(text)
  })

  it.each([
    ['https://app.example.com/', 'Write it as https://app.example.com.'],
    ['https://App.example.com/page?x=1', 'Write it as https://app.example.com.'],
    ['https://app.example.com:443', 'Write it as https://app.example.com.'],
    ['app.example.com', 'Write scheme and host, such as https://app.example.com.'],
    ['localhost:3000', 'Write scheme and host, such as https://app.example.com.'],
    ['null', 'Write scheme and host, such as https://app.example.com.'],
    ['*', 'Name each origin: there is no wildcard.'],
    ['', 'Write an origin, such as https://app.example.com.'],
    ['https://here.example', 'This origin is allowed already.'],
  ])('%s: %s', (text, problem) => expect(readOrigin(text, ['https://here.example']).problem).toBe(problem))
})
