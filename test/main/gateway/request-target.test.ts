// Which request targets are forwarded: a raw path and query, and nothing that another server might resolve elsewhere.
import { describe, expect, it } from 'vitest'
import { splitTarget } from '../../../src/main/gateway/request-target.ts'

describe('is split, raw', () => {
  it.each<[string, string, string | null]>([
    ['/', '/', null],
    ['/a/b', '/a/b', null],
    ['/a?', '/a', ''],
    ['/a?b=1&b=2&c', '/a', 'b=1&b=2&c'],
    ['/a?b?c', '/a', 'b?c'],
    ['/a%2Fb%3Fc?d%20e', '/a%2Fb%3Fc', 'd%20e'],
    ['//a//b', '//a//b', null],
    ['/a;b=c/d', '/a;b=c/d', null],
    ["/!$&'()*+,;=:@~-_", "/!$&'()*+,;=:@~-_", null],
    ['/%', '/%', null],
    ['/%zz%2', '/%zz%2', null],
    ['/?x=../..', '/', 'x=../..'],
    ['/a?b=/../c', '/a', 'b=/../c'],
    ['/a?http://evil/', '/a', 'http://evil/'],
  ])('%s', (target, path, query) => {
    expect(splitTarget(target)).toEqual({ path, query })
  })
})

describe('dots that are no dot segment are kept', () => {
  it.each([
    '/a.b',
    '/.well-known/x',
    '/..a',
    '/a..',
    '/...',
    '/a/...',
    '/a/.../b',
    '/%2e%2e%2e',
    '/a;..',
    '/a%2e',
    '/v1.0/..b',
    '/a%252e%252e/b',
  ])('%s', (path) => {
    expect(splitTarget(path)).toEqual({ path, query: null })
  })
})

describe('a "." or ".." segment, plain or encoded, is refused', () => {
  it.each([
    '/.',
    '/..',
    '/./',
    '/../',
    '/a/.',
    '/a/..',
    '/a/./b',
    '/a/../b',
    '/a/..?q',
    '/a//../b',
    '/%2e',
    '/%2E%2e',
    '/.%2e',
    '/%2e.',
    '/a/%2e%2E/b',
    '/a%2f..%2fb',
    '/a%2F%2e%2e',
    '/a/..%2fb',
    '/a%2f../b',
    '/a%5c..%5cb',
    '/a/..%5Cb',
    '/a/..\\b',
    '/a\\..\\b',
    '/..;/b',
    '/a/..;x=y/b',
    '/a/.;/b',
    '/a/..%3b/b',
    '/a/%2e%2e%3B/b',
    '/a/..;',
  ])('%s', (target) => {
    expect(splitTarget(target)).toMatchObject({ type: 'bad_request' })
  })
})

describe('what is no path is refused', () => {
  it.each([
    ['absolute-form', 'http://127.0.0.1/a'],
    ['absolute-form to another host', 'http://evil.example/a'],
    ['absolute-form with https', 'https://evil.example'],
    ['asterisk-form', '*'],
    ['authority-form', 'evil.example:443'],
    ['user info', '@evil.example/'],
    ['a query alone', '?a'],
    ['nothing', ''],
    ['a backslash for the first slash', '\\evil'],
    ['a fragment', '/a#b'],
    ['a fragment behind a query', '/a?b#c'],
    ['a space', '/a b'],
    ['a tab', '/a\tb'],
    ['a line break', '/a\r\nX: y'],
    ['a NUL', '/a\0b'],
    ['a byte beyond ASCII', '/caf\xe9'],
    ['a byte beyond ASCII in the query', '/a?caf\xe9'],
    ['DEL', '/a\x7f'],
  ])('%s', (_name, target) => {
    expect(splitTarget(target)).toMatchObject({ type: 'bad_request' })
  })
})

it('a hostile path is looked through in linear time', () => {
  const time = (target: string) => {
    const started = process.hrtime.bigint()
    for (let n = 0; n < 5; n++) splitTarget(target)
    return Number(process.hrtime.bigint() - started)
  }
  const path = (length: number) => `/${'%2e.;'.repeat(length / 5)}x`
  time(path(60_000))
  const times = Array.from({ length: 15 }, () => time(path(60_000)) / time(path(6_000)))
  expect(times.sort((a, b) => a - b)[7]).toBeLessThan(60)
})
