// A route's target and headers with their variables filled in, or why nothing may be sent.
import { describe, expect, it } from 'vitest'
import { compileRoute } from '../../../src/main/gateway/compile-route.ts'
import { configOf, variablesOf } from './route-config.ts'

function compile(route: Record<string, unknown>) {
  const config = configOf(route)
  return compileRoute(config.routes[0] as (typeof config.routes)[number], config)
}

const headersOf = (headers: Record<string, string>, values: Record<string, string> = {}) =>
  compile({ headers }).resolveHeaders(variablesOf(values))

const targetOf = (target: string, values: Record<string, string> = {}) =>
  compile({ target }).resolveTarget(variablesOf(values))

describe('headers', () => {
  it('are filled in, any number of variables anywhere in a value', () => {
    const headers = { Authorization: 'Bearer os.environ/KEY', 'X-Pair': 'os.environ/A:os.environ/B!', Plain: 'x' }
    expect(headersOf(headers, { KEY: 'k', A: 'a', B: 'b' })).toEqual([
      ...['Authorization', 'Bearer k'],
      ...['X-Pair', 'a:b!'],
      ...['Plain', 'x'],
    ])
  })

  it('are looked up each time', () => {
    const route = compile({ headers: { A: 'os.environ/KEY' } })
    expect(route.resolveHeaders(variablesOf({ KEY: 'one' }))).toEqual(['A', 'one'])
    expect(route.resolveHeaders(variablesOf({ KEY: 'two' }))).toEqual(['A', 'two'])
  })

  it('a value that was refused is refused again, one that was fit does not make the next one fit', () => {
    const route = compile({ headers: { A: 'os.environ/KEY' } })
    for (const value of ['bad\r\n', 'bad\r\n', 'good', 'bad\n']) {
      const headers = route.resolveHeaders(variablesOf({ KEY: value }))
      if (value === 'good') expect(headers).toEqual(['A', 'good'])
      else expect(headers).toMatchObject({ type: 'missing_variable' })
    }
  })

  it('a variable’s value is no template', () => {
    expect(headersOf({ A: 'os.environ/KEY' }, { KEY: 'os.environ/OTHER', OTHER: 'x' })).toEqual([
      'A',
      'os.environ/OTHER',
    ])
  })

  it.each([
    ['not set', {}],
    ['empty', { KEY: '' }],
  ])('a variable that is %s is told by name, with nothing rendered', (_name, values: Record<string, string>) => {
    expect(headersOf({ A: 'Bearer os.environ/KEY' }, values)).toMatchObject({
      type: 'missing_variable',
      message: expect.stringContaining('KEY'),
    })
  })

  it('a secret that cannot be decrypted is told so', () => {
    const route = compile({ headers: { A: 'os.environ/KEY' } })
    const refusal = route.resolveHeaders({ get: () => ({ value: null, source: 'unreadable' }) })
    expect(refusal).toMatchObject({ type: 'missing_variable', message: expect.stringContaining('cannot be decrypted') })
  })

  it.each([
    ['CR LF', 'a\r\nX-Evil: 1'],
    ['LF', 'a\nb'],
    ['CR', 'a\rb'],
    ['NUL', 'a\0b'],
    ['another control character', 'a\x1bb'],
    ['a character beyond Latin-1', 'a✓'],
  ])('a value with %s is refused, and not repeated', (_name, value) => {
    const refusal = headersOf({ 'X-Key': 'os.environ/KEY' }, { KEY: value })
    expect(refusal).toMatchObject({ type: 'missing_variable', message: expect.stringMatching(/KEY.*X-Key/) })
    expect(JSON.stringify(refusal)).not.toContain(JSON.stringify(value).slice(1, -1))
  })

  it('names are known in lower case, so that they win over the client’s', () => {
    expect([...compile({ headers: { Authorization: 'a', 'X-B': 'b' } }).injectedNames]).toEqual([
      'authorization',
      'x-b',
    ])
  })

  it('litellm_user_api_key is no header', () => {
    const route = compile({ headers: { litellm_user_api_key: 'X-Team-Key', A: 'b' } })
    expect(route.resolveHeaders(variablesOf({}))).toEqual(['A', 'b'])
    expect([...route.injectedNames]).toEqual(['a'])
  })
})

describe('the Langfuse pair', () => {
  const pair = { LANGFUSE_PUBLIC_KEY: 'os.environ/PUBLIC', LANGFUSE_SECRET_KEY: 'sk-ö:os.environ/SECRET' }
  const values = { PUBLIC: 'pk', SECRET: 's' }

  it('becomes Basic authorization and is not sent itself', () => {
    const headers = headersOf({ ...pair, 'X-A': 'b' }, values)
    expect(headers).toEqual(['X-A', 'b', 'Authorization', `Basic ${Buffer.from('pk:sk-ö:s').toString('base64')}`])
  })

  it('wins over an Authorization beside it', () => {
    expect(headersOf({ authorization: 'x', ...pair }, values)).toHaveLength(2)
  })

  it('injects authorization', () => {
    expect([...compile({ headers: pair }).injectedNames]).toEqual(['authorization'])
  })

  it.each(['PUBLIC', 'SECRET'])('without %s nothing is sent', (name) => {
    expect(headersOf(pair, { ...values, [name]: '' })).toMatchObject({
      type: 'missing_variable',
      message: expect.stringContaining(name),
    })
  })
})

describe('the target', () => {
  it('is filled in, and looked up each time', () => {
    const route = compile({ target: 'https://os.environ/HOST/v1/os.environ/ID?a=b' })
    const first = route.resolveTarget(variablesOf({ HOST: 'one.example', ID: 'x' }))
    expect(first).toMatchObject({ origin: 'https://one.example', path: '/v1/x', query: 'a=b' })
    const second = route.resolveTarget(variablesOf({ HOST: 'two.example', ID: 'x' }))
    expect(second).toMatchObject({ origin: 'https://two.example' })
  })

  it('a variable in the query is one value, encoded', () => {
    const target = targetOf('https://example.com/a?key=os.environ/KEY&x=os.environ/KEY', { KEY: 'a&b=c#d e%/?+' })
    expect(target).toMatchObject({
      path: '/a',
      query: `key=${'a%26b%3Dc%23d%20e%25%2F%3F%2B'}&x=a%26b%3Dc%23d%20e%25%2F%3F%2B`,
    })
  })

  it('a variable before the query is taken as it stands, one behind it is encoded', () => {
    const target = targetOf('os.environ/BASE/x?k=os.environ/KEY', { BASE: 'http://example.com/a%20b', KEY: 'ä' })
    expect(target).toMatchObject({ origin: 'http://example.com', path: '/a%20b/x', query: 'k=%C3%A4' })
  })

  it('a missing variable is told by name', () => {
    expect(targetOf('https://os.environ/HOST/')).toMatchObject({
      type: 'missing_variable',
      message: expect.stringContaining('HOST'),
    })
  })

  it.each([
    ['CR LF', 'example.com/\r\nX: y'],
    ['a space', 'example.com/a b'],
    ['no host', '?'],
  ])('with %s from a variable is refused, and the value not repeated', (_name, value) => {
    const refusal = targetOf('https://os.environ/HOST', { HOST: value })
    expect(refusal).toMatchObject({ type: 'missing_variable', message: expect.stringContaining('HOST') })
    expect(JSON.stringify(refusal)).not.toContain('example.com')
  })

  it('of another scheme from a variable is refused', () => {
    expect(targetOf('os.environ/URL', { URL: 'file:///etc/passwd' })).toMatchObject({ type: 'missing_variable' })
  })
})

describe('the default query', () => {
  const queryOf = (query: Record<string, unknown>, values: Record<string, string> = {}) =>
    compile({ default_query_params: query }).resolveDefaultQuery(variablesOf(values))

  it('keeps order and repetition; numbers and booleans are text', () => {
    expect(queryOf({ b: [2, 'x'], a: true })).toEqual([
      ['b', '2'],
      ['b', 'x'],
      ['a', 'true'],
    ])
  })

  it('is empty where there is none', () => {
    expect(compile({}).resolveDefaultQuery(variablesOf({}))).toEqual([])
  })

  it('is filled in, and looked up each time', () => {
    const route = compile({ default_query_params: { key: 'a-os.environ/KEY' } })
    expect(route.resolveDefaultQuery(variablesOf({ KEY: 'one&' }))).toEqual([['key', 'a-one&']])
    expect(route.resolveDefaultQuery(variablesOf({ KEY: 'two' }))).toEqual([['key', 'a-two']])
  })

  it('tells a missing variable by name', () => {
    expect(queryOf({ key: 'os.environ/KEY' })).toMatchObject({
      type: 'missing_variable',
      message: expect.stringContaining('KEY'),
    })
  })
})
