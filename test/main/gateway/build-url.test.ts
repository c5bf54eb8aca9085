// How target and request make the upstream's URL: one slash between, queries merged by name, nothing re-encoded.
import { describe, expect, it } from 'vitest'
import { joinPath, mergeQuery, parseTarget } from '../../../src/main/gateway/build-url.ts'

describe('parseTarget', () => {
  it.each([
    ['https://api.cohere.com', 'https://api.cohere.com', 'api.cohere.com', '/', ''],
    ['https://api.cohere.com/v1/rerank', 'https://api.cohere.com', 'api.cohere.com', '/v1/rerank', ''],
    ['https://api.cohere.com:443/', 'https://api.cohere.com', 'api.cohere.com', '/', ''],
    ['http://localhost:8080/a/?x=1&x=2', 'http://localhost:8080', 'localhost:8080', '/a/', 'x=1&x=2'],
    ['http://[::1]:9/a%2Fb', 'http://[::1]:9', '[::1]:9', '/a%2Fb', ''],
    ['HTTP://EXAMPLE.com//a', 'http://example.com', 'example.com', '//a', ''],
    ['https://example.com/a?', 'https://example.com', 'example.com', '/a', ''],
  ])('%s', (text, origin, host, path, query) => {
    expect(parseTarget(text)).toEqual({ origin, host, path, query, authorization: null })
  })

  it('user info becomes Basic authorization, decoded, and leaves the URL', () => {
    const target = parseTarget('https://us%40er:p%3Ass@example.com/a')
    expect(target?.authorization).toBe(`Basic ${Buffer.from('us@er:p:ss').toString('base64')}`)
    expect(target?.origin).toBe('https://example.com')
    expect(target?.host).toBe('example.com')
  })

  it.each([
    ['ftp://example.com'],
    ['api.cohere.com'],
    [''],
    ['https://'],
    ['https://exa mple.com'],
    ['https://example.com/a b'],
    ['https://example.com/\r\nX: y'],
    ['https://example.com/\u0000'],
    ['javascript:alert(1)'],
    [' https://example.com'],
  ])('%j is no target', (text) => {
    expect(parseTarget(text)).toBeNull()
  })
})

describe('joinPath puts one slash between the target and the rest', () => {
  it.each([
    ['/v1', '', '/v1'],
    ['/v1/', '', '/v1/'],
    ['/v1', '/chat', '/v1/chat'],
    ['/v1/', '/chat', '/v1/chat'],
    ['/', '/chat', '/chat'],
    ['/', '//chat', '//chat'],
    ['/v1', '/', '/v1/'],
    ['/v1/', '/', '/v1/'],
    ['/v1', '//chat', '/v1//chat'],
    ['/v1/', '//chat', '/v1//chat'],
    ['/v1', '/a%2Fb/%20', '/v1/a%2Fb/%20'],
  ])('%j and %j', (target, rest, expected) => {
    expect(joinPath(target, rest)).toBe(expected)
  })
})

describe('mergeQuery takes client over target over default, by name', () => {
  it.each<[string, [string, string][], string, string | null, string]>([
    ['nothing anywhere', [], '', null, ''],
    ['the client only', [], '', 'a=1', '?a=1'],
    ['an empty client query stays', [], '', '', '?'],
    ['the target only', [], 'a=1', null, '?a=1'],
    ['defaults only', [['a', '1']], '', null, '?a=1'],
    ['different names: all', [['d', '1']], 't=2', 'c=3', '?d=1&t=2&c=3'],
    ['client over target', [], 'a=target', 'a=client', '?a=client'],
    ['client over default', [['a', 'default']], '', 'a=client', '?a=client'],
    ['target over default', [['a', 'default']], 'a=target', null, '?a=target'],
    ['client over both', [['a', 'default']], 'a=target', 'a=client', '?a=client'],
    ['repeats of the client kept in order', [], 'b=0', 'a=2&a=1&a=2', '?b=0&a=2&a=1&a=2'],
    ['repeats of the target kept in order', [], 'a=2&a=1&b', 'c=1', '?a=2&a=1&b&c=1'],
    [
      'repeats of a default kept in order',
      [
        ['a', '2'],
        ['a', '1'],
      ],
      '',
      null,
      '?a=2&a=1',
    ],
    ['one of the client replaces all of the target', [], 'a=1&a=2&b=3', 'a=4', '?b=3&a=4'],
    ['a name without a value counts', [], 'a=1', 'a', '?a'],
    ['an empty value counts', [], 'a=1', 'a=', '?a='],
    ['an encoded name is the same name', [], 'api%5Fkey=1', 'api_key=2', '?api_key=2'],
    ['a plus is a space in a name', [['a b', '1']], '', 'a+b=2', '?a+b=2'],
    ['names differ by case', [], 'A=1', 'a=2', '?A=1&a=2'],
    ['a broken percent sign is a name as it stands', [], '%zz=1', '%zz=2', '?%zz=2'],
    ['defaults are encoded', [['a b', 'c&d=é#']], '', null, '?a%20b=c%26d%3D%C3%A9%23'],
    [
      'the raw query of the client is untouched',
      [],
      't=1',
      'q=a%2fb+c&&=x&%zz&a==b?c=/',
      '?t=1&q=a%2fb+c&&=x&%zz&a==b?c=/',
    ],
    ['alone, too', [], '', 'q=a%2fb+c&&=x&%zz', '?q=a%2fb+c&&=x&%zz'],
    ['the raw query of the target is untouched', [], 'q=a%2fb+c', 'x', '?q=a%2fb+c&x'],
  ])('%s', (_name, defaults, target, client, expected) => {
    expect(mergeQuery(defaults, target, client)).toBe(expected)
  })
})
