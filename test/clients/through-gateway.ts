// Runs a client against a real gateway in front of a stand-in, and checks that only the real key got there.
import { expect } from 'vitest'
import { closeAfterTest } from '../support/close-after-test.ts'
import { type RouteYaml, startGateway } from '../support/gateway.ts'
import { headerValues, type RecordedRequest, startUpstream, type UpstreamHandler } from '../support/upstream.ts'

export interface ApiSetup {
  answer: UpstreamHandler
  /** As a user would write them; the targets are paths of the stand-in. */
  routes: readonly RouteYaml[]
  /** Other keys of general_settings. */
  settings?: Record<string, unknown>
  /** The real keys, which only the gateway knows. */
  variables: Record<string, string>
  /** The header that the gateway sets, with its value. */
  credential: readonly [name: string, value: string]
  /** What the client believes to be its key, in every form that it could send. */
  dummies: readonly string[]
}

/**
 * Gives the client the gateway's address. When it is done, every request that arrived must carry the
 * credential once and a dummy nowhere.
 */
export async function throughGateway(
  setup: ApiSetup,
  use: (url: string, requests: readonly RecordedRequest[]) => Promise<void>,
): Promise<void> {
  const upstream = closeAfterTest(await startUpstream(setup.answer))
  const routes = setup.routes.map((route) => ({ ...route, target: upstream.url + route.target }))
  const { variables, settings = {} } = setup
  const gateway = closeAfterTest(await startGateway({ routes, settings, variables, environment: {} }))
  await use(gateway.url, upstream.requests)
  expect(upstream.requests).not.toHaveLength(0)
  for (const request of upstream.requests) {
    expect(request.complete).toBe(true)
    const [name, value] = setup.credential
    expect(headerValues(request, name)).toEqual([value])
    const seen = [request.path, ...request.rawHeaders, request.body.toString('latin1')].join('\n')
    for (const dummy of setup.dummies) expect(seen).not.toContain(dummy)
  }
}

/** What the same client sends to the stand-in without a gateway between. */
export async function sentDirectly(
  answer: UpstreamHandler,
  use: (url: string) => Promise<void>,
): Promise<readonly RecordedRequest[]> {
  const upstream = closeAfterTest(await startUpstream(answer))
  await use(upstream.url)
  return upstream.requests
}

/** Name and value of each header in one order, but those of the connection and those named. */
export function comparableHeaders({ rawHeaders }: RecordedRequest, except: readonly string[]): string[] {
  const left = ['host', 'connection', ...except]
  const lines: string[] = []
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string
    if (!left.includes(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[i + 1]}`)
  }
  return lines.sort()
}
