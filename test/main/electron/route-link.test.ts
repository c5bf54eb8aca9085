// Links to the app's own scheme: what they may describe, and that they never carry a credential.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkArgument, readRouteLink } from '../../../src/main/electron/route-link.ts'
import { newRouteFields, routeFieldsSchema } from '../../../src/shared/route.ts'

function link(parameters: Record<string, string | string[]>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))
  return `throughline://route?${new URLSearchParams(pairs as [string, string][])}`
}
const good = { path: '/openai', target: 'https://api.openai.com/v1' }

describe('a link', () => {
  it('describes a route: path, target, headers with variables, methods', () => {
    const { fields, problem } = readRouteLink(
      link({
        ...good,
        header: ['Authorization: Bearer os.environ/OPENAI_API_KEY', 'OpenAI-Beta: assistants=v2'],
        method: ['GET', 'POST'],
        include_subpath: 'true',
        auth: 'true',
      }),
    )
    expect(problem).toBeNull()
    expect(fields).toEqual({
      ...newRouteFields,
      ...good,
      headers: [
        { name: 'Authorization', value: 'Bearer os.environ/OPENAI_API_KEY' },
        { name: 'OpenAI-Beta', value: 'assistants=v2' },
      ],
      methods: ['GET', 'POST'],
      includeSubpath: true,
      auth: true,
    })
  })

  it.each([
    'https://api.example.com',
    'http://127.0.0.1:9000/x',
    'http://localhost:9000',
    'http://[::1]:9000/',
  ])('may lead to %s', (target) => expect(readRouteLink(link({ ...good, target })).problem).toBeNull())

  it.each([
    ['to another computer without TLS', { target: 'http://api.example.com' }],
    ['to a name that only looks like this computer', { target: 'http://127.0.0.1.example.com' }],
    ['to a file', { target: 'file:///etc/passwd' }],
    ['with user info', { target: 'https://user:pass@api.example.com' }],
    ['to a host that a variable names', { target: 'https://os.environ/HOST' }],
    ['to a host that holds a variable', { target: 'https://os.environ_KEY.example.com@evil.example' }],
    ['to no address', { target: 'api.example.com' }],
    ['with a path that is none', { path: 'openai' }],
    ['with two targets', { target: ['https://a.example', 'https://b.example'] }],
    ['without a path', { path: '' }],
    ['with what no route has', { enabled: 'false' }],
    ['with a value that is no switch', { auth: 'yes' }],
    ['with a header that is none', { header: 'no colon' }],
    ['with a line break in a header', { header: 'X-A: a\r\nX-B: b' }],
    ['with a name that is no header’s', { header: 'bad name: x' }],
    ['with a method that is none', { method: 'G E T' }],
    ['with one header twice', { header: ['X-A: 1', 'X-A: 2'] }],
  ])('is refused %s', (_what, change) => {
    const { fields, problem } = readRouteLink(link({ ...good, ...(change as Record<string, string>) }))
    expect(fields).toBeNull()
    expect(problem).toMatch(/^The link|^A header|^Two headers/)
  })

  it.each([
    'https://example.com/?path=/a&target=https://b.example',
    'throughline://secrets?path=/a&target=https://b.example',
    'throughline://route/deep?path=/a&target=https://b.example',
    'throughline:route?path=/a&target=https://b.example',
    'throughline://me@route?path=/a&target=https://b.example',
    'throughline://route?path=/a&target=https://b.example#x',
    'throughline://route',
    'throughline:',
    `throughline://route?path=/${'a'.repeat(9000)}`,
  ])('%.60s is refused', (text) => expect(readRouteLink(text).fields).toBeNull())

  it.each([
    { header: 'Authorization: Bearer abcdefgh1234' },
    { header: 'X-Api-Key: abcdefgh1234' },
    { header: 'Cookie: session=abcdefgh1234' },
    { header: 'X-Harmless: sk-proj-abcdefghijklmnop' },
    { target: 'https://api.example.com/?api_key=abcdefgh1234' },
  ])('with a credential in plain text, %o, is refused, and the words do not repeat it', (change) => {
    const { fields, problem } = readRouteLink(link({ ...good, ...change }))
    expect(fields).toBeNull()
    expect(problem).toContain('os.environ/NAME')
    expect(problem).not.toMatch(/abcdefgh/)
  })

  it('never throws, and what it lets through fits the contract', () => {
    const parameter = fc.tuple(fc.constantFrom('path', 'target', 'header', 'method', 'auth', 'x'), fc.string())
    const pairs = fc.array(parameter, { maxLength: 6 })
    fc.assert(
      fc.property(pairs, fc.string(), (given, tail) => {
        const { fields, problem } = readRouteLink(`throughline://route?${new URLSearchParams(given)}${tail}`)
        if (fields === null) expect(problem).toEqual(expect.any(String))
        else expect(routeFieldsSchema.safeParse(fields).success).toBe(true)
      }),
    )
  })
})

it('is found among the arguments of a start, however it is written', () => {
  expect(linkArgument(['/opt/throughline', '--flag', 'Throughline://route?x'])).toBe('Throughline://route?x')
  expect(linkArgument(['/opt/throughline', 'config.yaml'])).toBeNull()
})
