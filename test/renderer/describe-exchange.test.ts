// How an exchange reads in the list: its mark, its status, its path's parts and its sentence.
import { describe, expect, it } from 'vitest'
import {
  announce,
  describeExchange,
  errorSentence,
  errorText,
  markOf,
  splitPath,
  statusText,
} from '../../src/renderer/features/traffic/describe.ts'
import { isFailure } from '../../src/shared/filter/filter.ts'
import { exchange, waiting } from './support/exchange.ts'

const refused = exchange(1, {
  status: 502,
  outcome: 'refused',
  errorType: 'upstream_unreachable',
  errorCode: 'ECONNREFUSED',
})
const aborted = exchange(1, { outcome: 'client_closed' })
const broken = exchange(1, { outcome: 'upstream_error', errorType: 'upstream_protocol', status: 200 })

describe('mark and status', () => {
  it.each([
    ['success', exchange(1), 'ok', '200', false],
    ['redirect', exchange(1, { status: 304 }), 'redirect', '304', false],
    ['client error', exchange(1, { status: 429 }), 'warning', '429', false],
    ['server error of the upstream', exchange(1, { status: 503 }), 'error', '503', true],
    ['refused by the gateway', refused, 'error', '502', true],
    ['broken after it began', broken, 'error', '200', true],
    ['never began', exchange(1, { outcome: 'upstream_error', status: null }), 'error', 'Fail', true],
    ['client went away', aborted, 'aborted', 'Abort', false],
    ['waiting', waiting(1), 'live', '···', false],
    ['receiving', exchange(1, { state: 'receiving', outcome: null }), 'live', '200', false],
  ])('%s', (_name, given, mark, status, failure) => {
    expect(markOf(given)).toBe(mark)
    expect(statusText(given)).toBe(status)
    expect(isFailure(given)).toBe(failure)
  })
})

describe('the cause', () => {
  it('is the type with the code, and a plain sentence', () => {
    expect(errorText(refused)).toBe('upstream_unreachable ECONNREFUSED')
    expect(errorSentence(refused)).toBe('The upstream could not be reached. (ECONNREFUSED)')
    expect(errorText(exchange(1))).toBeNull()
    expect(errorSentence(exchange(1))).toBeNull()
  })
})

describe('splitPath', () => {
  it.each([
    ['/openai/v1/models', '/openai', '/openai', '/v1/models'],
    ['/openai', '/openai', '', '/openai'],
    ['/nowhere', null, '', '/nowhere'],
    ['/anything', '/', '', '/anything'],
  ])('of %s under %s', (path, route, prefix, rest) => {
    expect(splitPath(exchange(1, { path, route }))).toEqual({ prefix, rest })
  })
})

describe('sentences', () => {
  it('tell a row whole', () => {
    const at = new Date(2026, 10, 23, 14, 31, 19).getTime()
    expect(describeExchange({ ...refused, receivedAt: at })).toBe(
      'GET /openai/v1/models, status 502, failed with upstream_unreachable ECONNREFUSED, 120 ms, 100 B, at 14:31:19',
    )
    expect(describeExchange({ ...waiting(1), receivedAt: at })).toBe('GET /openai/v1/models, in flight, at 14:31:19')
  })

  it('announce what is new', () => {
    expect(announce(3, 1)).toBe('3 new exchanges, 1 failed')
    expect(announce(1, 0)).toBe('1 new exchange')
    expect(announce(0, 2)).toBe('2 failed')
    expect(announce(0, 0)).toBeNull()
  })
})
