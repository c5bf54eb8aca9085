// What leaves is what came in: the same bytes sent straight to an upstream and through the gateway differ by a short list of rules only.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { observe, type ScriptedUpstream, startScriptedUpstream } from '../../support/differential.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import {
  preparedResponse,
  type RequestCase,
  type ResponseCase,
  requestCases,
  requestOnWire,
  responseCases,
} from '../../support/transparency-corpus.ts'
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

async function compare(request: RequestCase, response: ResponseCase): Promise<void> {
  const sent = requestOnWire(request)
  const script = upstream.prepare(preparedResponse(response, request.method))
  const direct = await observe(upstream.port, sent, script)
  const through = await observe(gateway.port, sent, script)
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

const runs = Number(process.env.TRANSPARENCY_RUNS ?? 300)

it(`${runs} generated exchanges`, { timeout: 90_000 }, async () => {
  await fc.assert(fc.asyncProperty(requestCases, responseCases, compare), {
    numRuns: runs,
    interruptAfterTimeLimit: 80_000,
    markInterruptAsFailure: true,
    ...(process.env.TRANSPARENCY_SEED ? { seed: Number(process.env.TRANSPARENCY_SEED) } : {}),
  })
})

it('no rule stands on the list without need', () => {
  expect(transparencyRules.map(({ name }) => name).filter((name) => !usedRules.has(name))).toEqual([])
})
