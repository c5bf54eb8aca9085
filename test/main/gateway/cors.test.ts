// What an allowed origin's browser is told.
import { describe, expect, it } from 'vitest'
import { corsHeaders, isCorsGrant, preflightHeaders } from '../../../src/main/gateway/cors.ts'
import { headOf } from './received-head.ts'

const origin = 'https://app.example'
const asked = ['Origin', origin, 'Access-Control-Request-Method', 'PUT']

it('an answer names the one origin, exposes its headers and varies by origin', () => {
  expect(corsHeaders(origin)).toEqual([
    ...['access-control-allow-origin', origin],
    ...['access-control-expose-headers', '*'],
    ...['vary', 'Origin'],
  ])
})

it('replaces an upstream’s own grant', () => {
  expect(isCorsGrant('access-control-allow-origin')).toBe(true)
  expect(isCorsGrant('access-control-expose-headers')).toBe(true)
  expect(isCorsGrant('content-type')).toBe(false)
})

describe('a preflight', () => {
  it('grants the method that was asked for', () => {
    expect(preflightHeaders('OPTIONS', headOf(...asked))).toEqual([
      ...['access-control-allow-origin', origin],
      ...['access-control-allow-methods', 'PUT'],
      ...['access-control-max-age', '600'],
      ...['vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
    ])
  })

  it('grants the headers that were asked for', () => {
    const headers = preflightHeaders('OPTIONS', headOf(...asked, 'access-control-request-headers', 'authorization,x-a'))
    expect(headers?.join('|')).toContain('access-control-allow-headers|authorization,x-a')
  })

  it('grants access from the public network only where that was asked for', () => {
    const headers = preflightHeaders('OPTIONS', headOf(...asked, 'Access-Control-Request-Private-Network', 'true'))
    expect(headers?.join('|')).toContain('access-control-allow-private-network|true')
    expect(preflightHeaders('OPTIONS', headOf(...asked))?.join('|')).not.toContain('private-network')
  })

  it.each<[string, string, string[]]>([
    ['another method', 'GET', asked],
    ['no Origin', 'OPTIONS', asked.slice(2)],
    ['no method asked for', 'OPTIONS', asked.slice(0, 2)],
  ])('is not one with %s', (_name, method, headers) => {
    expect(preflightHeaders(method, headOf(...headers))).toBeNull()
  })
})
