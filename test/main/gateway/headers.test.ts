// Which headers cross the gateway: end-to-end ones in their order, case and repetition, and nothing else.
import { describe, expect, it } from 'vitest'
import { addClientHeaders, responseHeaders } from '../../../src/main/gateway/headers.ts'
import { headOf } from './received-head.ts'

interface Rules {
  injected?: string[]
  forwardHeaders?: boolean
  withheld?: string[]
}

/** What of the client's headers goes upstream. */
function forwarded(received: string[], { injected = [], forwardHeaders = true, withheld = [] }: Rules = {}): string[] {
  const headers: string[] = []
  addClientHeaders(headers, headOf(...received), { injectedNames: new Set(injected), forwardHeaders, withheld })
  return headers
}

describe('the request', () => {
  it('keeps order, case and repetition', () => {
    const received = ['X-b', '1', 'x-A', '2', 'X-B', '3', 'x-a', '', 'Cookie', 'a=1', 'cookie', 'b=2']
    expect(forwarded(received)).toEqual(received)
  })

  it('keeps what describes the body', () => {
    const received = ['Content-Type', 'a/b', 'Content-Length', '5', 'Content-Encoding', 'gzip', 'Accept-Encoding', 'br']
    expect(forwarded(received)).toEqual(received)
  })

  it.each([
    'Connection',
    'Keep-Alive',
    'Proxy-Connection',
    'TE',
    'Transfer-Encoding',
    'Upgrade',
    'Proxy-Authorization',
    'Proxy-Authenticate',
    'Host',
    'Expect',
  ])('drops %s, in any case', (name) => {
    expect(forwarded([name, 'x', name.toLowerCase(), 'x', name.toUpperCase(), 'x', 'A', 'b'])).toEqual(['A', 'b'])
  })

  it('drops every name that Connection lists, in any case and from every Connection field', () => {
    const received = ['Connection', 'close, X-Hop , x-two', 'x-hop', '1', 'X-Two', '2', 'X-Three', '3', 'X-Four', '4']
    expect(forwarded([...received, 'connection', 'X-THREE'])).toEqual(['X-Four', '4'])
  })

  it('Connection cannot take the body apart by naming Content-Length', () => {
    expect(forwarded(['Connection', 'content-length', 'Content-Length', '5'])).toEqual(['Content-Length', '5'])
  })

  it.each(['trailers', 'Trailers', ' trailers '])('keeps TE: %s', (value) => {
    expect(forwarded(['TE', value])).toEqual(['TE', value])
  })

  it('of a longer TE only trailers could stay; it is dropped', () => {
    expect(forwarded(['TE', 'gzip, deflate'])).toEqual([])
  })

  it('Trailer is end-to-end', () => {
    expect(forwarded(['Trailer', 'X-Sum'])).toEqual(['Trailer', 'X-Sum'])
  })
})

describe('injected headers', () => {
  it('win over the client’s, compared without case, every repetition of them', () => {
    const received = ['authorization', 'mine', 'AUTHORIZATION', 'mine', 'X-Other', '1']
    expect(forwarded(received, { injected: ['authorization'] })).toEqual(['X-Other', '1'])
  })

  it('win over x-pass-', () => {
    expect(forwarded(['x-pass-X-Tenant', 'mine'], { injected: ['x-tenant'] })).toEqual([])
  })
})

describe('the client key', () => {
  it('is withheld in every header that carried it', () => {
    expect(forwarded(['X-Api-Key', 'k', 'A', 'b'], { withheld: ['x-api-key'] })).toEqual(['A', 'b'])
  })

  it('is withheld even where only what describes the body goes along', () => {
    expect(forwarded(['Accept', 'k'], { withheld: ['accept'], forwardHeaders: false })).toEqual([])
  })
})

describe('forward_headers: false', () => {
  it('sends only what describes the body', () => {
    const describing = [
      ...['Content-Type', 'a/b', 'content-length', '5', 'Content-Encoding', 'gzip'],
      ...['ACCEPT', '*/*', 'Accept-Encoding', 'br'],
    ]
    const others = [
      'Cookie',
      'a',
      'User-Agent',
      'b',
      'Authorization',
      'c',
      'TE',
      'trailers',
      'X-Own',
      'd',
      'Accept-Language',
      'e',
    ]
    expect(forwarded([...others, ...describing], { forwardHeaders: false })).toEqual(describing)
  })

  it('still sends what x-pass- names', () => {
    expect(forwarded(['x-pass-X-Tenant', '1', 'X-Other', '2'], { forwardHeaders: false })).toEqual(['X-Tenant', '1'])
  })
})

describe('x-pass-NAME', () => {
  it('is sent as NAME, in its case and place', () => {
    expect(forwarded(['A', '1', 'X-Pass-Anthropic-Beta', 'b', 'C', '3'])).toEqual([
      'A',
      '1',
      'Anthropic-Beta',
      'b',
      'C',
      '3',
    ])
  })

  it('stays repeated', () => {
    expect(forwarded(['x-pass-a', '1', 'X-PASS-A', '2'])).toEqual(['a', '1', 'A', '2'])
  })

  it('replaces the client’s plain header of that name', () => {
    expect(forwarded(['anthropic-beta', 'plain', 'x-pass-anthropic-beta', 'passed'])).toEqual([
      'anthropic-beta',
      'passed',
    ])
  })

  it.each([
    'authorization',
    'api-key',
    'x-api-key',
    'x-goog-api-key',
    'host',
    'content-length',
    'accept-encoding',
    'x-amz-date',
    'X-Amz-Security-Token',
    'connection',
    'keep-alive',
    'proxy-connection',
    'te',
    'transfer-encoding',
    'upgrade',
    'proxy-authorization',
    'proxy-authenticate',
    'expect',
    'trailer',
  ])('%s is not let through, and leaves the plain header alone', (name) => {
    expect(forwarded([`x-pass-${name}`, 'smuggled'])).toEqual([])
    expect(forwarded([`X-PASS-${name.toUpperCase()}`, 'smuggled'])).toEqual([])
    expect(forwarded([`x-pass-${name}`, 'smuggled', 'A', '1'])).toEqual(['A', '1'])
  })

  it('a refused one does not push out the plain header', () => {
    expect(forwarded(['Authorization', 'mine', 'x-pass-authorization', 'smuggled'])).toEqual(['Authorization', 'mine'])
  })

  it('without a name is dropped', () => {
    expect(forwarded(['x-pass-', '1'])).toEqual([])
  })

  it('cannot nest: x-pass-x-pass-authorization is sent as x-pass-authorization at most', () => {
    expect(forwarded(['x-pass-x-pass-authorization', 'v'])).not.toContain('authorization')
  })

  it('cannot bring back a name that Connection lists', () => {
    expect(forwarded(['Connection', 'x-hop', 'x-pass-x-hop', '1'])).toEqual([])
  })

  it('is dropped where Connection lists it', () => {
    expect(forwarded(['Connection', 'x-pass-a', 'x-pass-a', '1'])).toEqual([])
  })

  it('cannot bring back the client key’s header', () => {
    expect(forwarded(['x-own-key', 'sk', 'x-pass-x-own-key', 'v'], { withheld: ['x-own-key'] })).toEqual([])
  })
})

describe('the response', () => {
  const received = (...headers: string[]) => responseHeaders(headers.map((text) => Buffer.from(text, 'latin1')))

  it('keeps order, case, repetition and Latin-1', () => {
    const headers = [
      'Set-Cookie',
      'a=1',
      'X-b',
      'caf\xe9',
      'set-cookie',
      'b=2',
      'SET-COOKIE',
      'c=3',
      'Date',
      'now',
      'x',
      '',
    ]
    expect(received(...headers)).toEqual(headers)
  })

  it.each([
    'Connection',
    'Keep-Alive',
    'Proxy-Connection',
    'Upgrade',
    'Proxy-Authenticate',
    'TE',
  ])('drops %s', (name) => {
    expect(received('A', 'b', name, 'x', name.toLowerCase(), 'y')).toEqual(['A', 'b'])
  })

  it('drops Transfer-Encoding: the chunks are made anew', () => {
    expect(received('A', 'b', 'transfer-encoding', 'Chunked')).toEqual(['A', 'b'])
  })

  it.each(['gzip, chunked', 'gzip', 'identity', ''])('refuses Transfer-Encoding %j, which would be lost', (value) => {
    expect(() => received('A', 'b', 'Transfer-Encoding', value)).toThrow(
      expect.objectContaining({ code: 'HPE_INVALID_TRANSFER_ENCODING' }),
    )
  })

  it('drops every name that Connection lists, from every Connection field', () => {
    expect(
      received('X-One', '1', 'Connection', 'x-one', 'X-Two', '2', 'connection', 'close, X-TWO', 'X-Three', '3'),
    ).toEqual(['X-Three', '3'])
  })

  it('a later plain Connection field does not undo an earlier list', () => {
    expect(received('Connection', 'x-one', 'X-One', '1', 'Connection', 'close')).toEqual([])
  })

  it('Connection cannot take the body apart by naming Content-Length', () => {
    expect(received('Connection', 'content-length', 'Content-Length', '5')).toEqual(['Content-Length', '5'])
  })
})
