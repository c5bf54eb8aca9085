// What leaves is what came in: the same bytes sent straight to an upstream and through the gateway differ by a short list of rules only.
import { METHODS } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ClientConnection,
  type Observation,
  observe,
  observeOn,
  openConnection,
  type ScriptedUpstream,
  startScriptedUpstream,
} from '../../support/differential.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import {
  preparedResponse,
  type RequestCase,
  type ResponseCase,
  requestOnWire,
} from '../../support/transparency-case.ts'
import { requestCases, responseCases } from '../../support/transparency-corpus.ts'
import { describeObservation, foretell, transparencyRules } from '../../support/transparency-rules.ts'
import type { WireMessage } from '../../support/wire-message.ts'

const usedRules = new Set<string>()
let upstream: ScriptedUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startScriptedUpstream()
  gateway = await startGateway({ routes: [{ path: '/t', target: `${upstream.url}/t`, include_subpath: true }] })
})

afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Fails with what differs and is on no list. */
async function compare(
  request: RequestCase,
  response: ResponseCase,
  connection?: ClientConnection,
): Promise<Observation> {
  const sent = requestOnWire(request)
  const script = upstream.prepare(preparedResponse(response, request.method))
  const direct = await observe(upstream.port, sent, script)
  const through = await (connection ? observeOn(connection, sent, script) : observe(gateway.port, sent, script))
  script.forget()
  const { expected, used } = foretell(direct, {
    sent: direct.request as WireMessage,
    through,
    upstreamHost: `127.0.0.1:${upstream.port}`,
    isInPieces: response.cuts.length > 0,
  })
  for (const name of used) usedRules.add(name)
  const [wanted, seen] = [describeObservation(expected), describeObservation(through)]
  const difference = [
    ...differences('what the upstream got', wanted.upstreamGot, seen.upstreamGot),
    ...differences('what the client got', wanted.clientGot, seen.clientGot),
  ]
  if (difference.length > 0) throw new Error(`No rule allows this difference:\n${difference.join('\n')}`)
  return through
}

function differences(what: string, wanted: string[], seen: string[]): string[] {
  if (JSON.stringify(wanted) === JSON.stringify(seen)) return []
  return [
    `${what}, by the rules (-) and through the gateway (+):`,
    ...wanted.map((line) => `${seen.includes(line) ? ' ' : '-'} ${line}`),
    ...seen.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`),
    ...(wanted.every((line) => seen.includes(line)) && seen.every((line) => wanted.includes(line))
      ? ['(in another order or number:)', ...seen.map((line) => `+ ${line}`)]
      : []),
  ]
}

const plainRequest: RequestCase = {
  method: 'GET',
  target: '/t',
  padding: 0,
  fields: [],
  body: { framing: 'none' },
  framingAt: 0,
  cuts: [],
}
const plainResponse: ResponseCase = {
  version: '1.1',
  status: 200,
  reason: 'OK',
  fields: [],
  body: { framing: 'length', content: { of: 'text', size: 20 } },
  framingAt: 0,
  information: [],
  cuts: [],
}

const content = (size: number) => ({ of: 'noise', size }) as const
const chunked = (size: number, ...trailers: string[]) =>
  ({ framing: 'chunked', content: content(size), chunkSizes: [70_000, 1], extension: '', trailers }) as const
const everyByte = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const highBytes = Array.from({ length: 0x80 }, (_, i) => String.fromCharCode(0x80 + i)).join('')

describe('by hand', () => {
  it.each(
    METHODS.filter((method) => method !== 'TRACE' && method !== 'CONNECT'),
  )('%s in every framing', async (method) => {
    for (const body of [
      plainRequest.body,
      { framing: 'length', content: content(0) } as const,
      chunked(0),
      chunked(9),
    ]) {
      await compare({ ...plainRequest, method, body }, plainResponse)
    }
  })

  it.each<[string, Partial<RequestCase>, Partial<ResponseCase>]>([
    ['an odd path', { target: '/t//%2F/%2f/;a=b;/~x/%zz/%00/%/a%20b/\\/..x/\'"<>^`{|}' }, {}],
    ['an odd query', { target: '/t?a=1&a=2&b&&=&?/?%zz+[]=;,:@!$' }, {}],
    ['a question mark alone', { target: '/t?' }, {}],
    ['a query of 60 KB', { padding: 60_000 }, {}],
    [
      'a name of all letters that a name may have',
      { fields: ["!#$%&'*+-.^_`|~09azAZ: x"] },
      { fields: ["!#$%&'*+-.^_`|~09azAZ: x"] },
    ],
    [
      'names of an object’s own',
      { fields: ['__proto__: 1', 'constructor: 2'] },
      { fields: ['__proto__: 1', 'constructor: 2'] },
    ],
    ['every byte above 0x7f', { fields: [`X-High: ${highBytes}`] }, { fields: [`X-High: ${highBytes}`] }],
    [
      'the same in front of a stream',
      {},
      { fields: [`X-High: ${highBytes}`], body: chunked(200_000, `X-High: ${highBytes}`) },
    ],
    ['UTF-8 in front of a body that comes later', {}, { fields: ['X-Name: \xe4\xb8\x96'], cuts: [52] }],
    [
      '300 fields of one name',
      { fields: Array(300).fill('X-Same: 1') },
      { fields: Array(300).fill('set-cookie: a=b') },
    ],
    ['a length with leading zeros', { method: 'POST', fields: ['Content-Length: 000'] }, {}],
    [
      'a body of 5 MB with a length',
      { method: 'PUT', body: { framing: 'length', content: content(5_000_000) } },
      { body: { framing: 'length', content: content(5_000_000) } },
    ],
    ['a body of 5 MB in chunks', { method: 'PUT', body: chunked(5_000_000) }, { body: chunked(5_000_000) }],
    ['a body of 5 MB that ends with the connection', {}, { body: { framing: 'close', content: content(5_000_000) } }],
    [
      'byte by byte',
      { method: 'POST', body: chunked(40), cuts: everyByte(300) },
      { body: chunked(40, 'X-Sum: 1'), cuts: everyByte(300) },
    ],
    [
      'trailers announced and sent',
      { method: 'POST', fields: ['Trailer: X-Sum'], body: chunked(9, 'X-Sum: 1') },
      { fields: ['Trailer: X-Sum'], body: chunked(9, 'X-Sum: 1', 'X-Sum: 2') },
    ],
    ['trailers announced that cannot follow', {}, { fields: ['Trailer: X-Sum'] }],
    ['HEAD of what has trailers', { method: 'HEAD' }, { fields: ['Trailer: X-Sum'], body: chunked(9) }],
    [
      'HEAD with the length of what it does not send',
      { method: 'HEAD' },
      { body: { framing: 'length', content: content(5_000_000) } },
    ],
    [
      '304 with a length and a Trailer',
      {},
      { status: 304, reason: 'Not Modified', fields: ['Trailer: X-Sum', 'ETag: "x"'] },
    ],
    ['304 in chunks that do not come', {}, { status: 304, reason: 'Not Modified', body: chunked(9) }],
    ['205 with a body', {}, { status: 205, reason: 'Reset Content' }],
    ['a control character in the reason phrase', {}, { reason: 'O\x01K' }],
    ['a status above 599', {}, { status: 999, reason: '' }],
    [
      'twenty 1xx',
      {},
      { information: Array(20).fill(['HTTP/1.1 103 Early Hints', 'Link: </a>; rel=preload', 'X-Odd:']) },
    ],
    ['a Link that is none, in a 103', {}, { information: [['HTTP/1.1 103 Early Hints', 'Link: anything']] }],
    ['Expect in front of a body', { method: 'POST', fields: ['Expect: 100-continue'], body: chunked(70_000) }, {}],
    ['both ends close', { fields: ['Connection: close'] }, { fields: ['Connection: close'] }],
    [
      'an upgrade offered, and none asked for',
      {},
      { status: 426, reason: 'Upgrade Required', fields: ['Upgrade: h2c', 'Connection: Upgrade'] },
    ],
  ])('%s', async (_name, request, response) => {
    await compare({ ...plainRequest, ...request }, { ...plainResponse, ...response })
  })
})

const runs = Number(process.env.TRANSPARENCY_RUNS ?? 300)
/** Milliseconds, beyond which a run is no longer worth waiting for. */
const patience = 60_000 + 100 * runs
const settings = {
  interruptAfterTimeLimit: patience - 10_000,
  markInterruptAsFailure: true,
  ...(process.env.TRANSPARENCY_SEED ? { seed: Number(process.env.TRANSPARENCY_SEED) } : {}),
}

it(`${runs} generated exchanges`, { timeout: patience }, async () => {
  const property = fc.asyncProperty(requestCases, responseCases, async (request, response) => {
    await compare(request, response)
  })
  await fc.assert(property, { ...settings, numRuns: runs })
})

it('generated exchanges one after the other on one connection', { timeout: patience }, async () => {
  const exchanges = fc.array(fc.tuple(requestCases, responseCases), { minLength: 2, maxLength: 5 })
  const property = fc.asyncProperty(exchanges, async (list) => {
    let connection = await openConnection(gateway.port)
    try {
      for (const [request, response] of list) {
        const { ending } = await compare(request, response, connection)
        if (ending !== 'open') connection = await openConnection(gateway.port)
      }
    } finally {
      await connection.peer.close()
    }
  })
  await fc.assert(property, { ...settings, numRuns: Math.ceil(runs / 10) })
})

it('no rule stands on the list without need', () => {
  expect(transparencyRules.map(({ name }) => name).filter((name) => !usedRules.has(name))).toEqual([])
})
