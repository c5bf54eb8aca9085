// A route's test goes through a real gateway to a real upstream, with the client key where one is needed.
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { testRequestHandlers } from '../../../src/main/api/test-request.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createReplayTokens } from '../../../src/main/inspector/replay.ts'
import { createSend } from '../../../src/main/inspector/send.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway } from '../../support/gateway.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'

const clientKey = 'sk-client-key'

async function start(routes: (upstream: string) => RouteYaml[], settings: Record<string, unknown> = {}) {
  const upstream = closeAfterTest(await startUpstream())
  const list = routes(upstream.url)
  const variables = { CLIENT_KEY: clientKey }
  const tokens = createReplayTokens()
  const gateway = closeAfterTest(await startGateway({ routes: list, settings, variables, replays: tokens }))
  const text = stringify({ general_settings: { ...settings, pass_through_endpoints: list } })
  const { config } = parseConfig(text, { environment: {} })
  if (!config) throw new Error('The config is not valid.')
  const running = { isOn: true }
  const handlers = testRequestHandlers({
    config: { running: config },
    inspector: { send: createSend({ gatewayUrl: () => (running.isOn ? gateway.url : null), tokens }) },
    server: {
      state: { state: 'running', host: '127.0.0.1', port: gateway.port, url: gateway.url, leaving: null, error: null },
    },
    variables: createVariables({ environment: variables }),
  })
  return { upstream, gateway, running, test: handlers['routes.test'] }
}

const oneRoute =
  (more: Record<string, unknown> = {}) =>
  (url: string) => [{ path: '/a', target: url, include_subpath: true, ...more }]

describe('a test request', () => {
  it('arrives with its method, path, query and body; the id is its exchange’s', async () => {
    const { upstream, gateway, test } = await start(oneRoute())
    const { id } = await test({ index: 0, path: '/a', method: 'POST', target: '/a/b?c=d', body: '{"e":"ü"}' })
    const request = await upstream.nextRequest()
    expect([request.method, request.path, request.body.toString()]).toEqual(['POST', '/b?c=d', '{"e":"ü"}'])
    expect(headerValues(request, 'content-type')).toEqual(['application/json'])
    expect(headerValues(request, 'x-throughline-replay')).toEqual([])
    const exchange = await gateway.nextEnded()
    expect(exchange.id).toBe(id)
    // It repeats none, so it is let in by its key alone.
    expect(exchange.replayOf).toBeNull()
  })

  it('has no content type without a body', async () => {
    const { upstream, test } = await start(oneRoute())
    await test({ index: 0, path: '/a', method: 'GET', target: '/a', body: '' })
    expect(headerValues(await upstream.nextRequest(), 'content-type')).toEqual([])
  })

  it('carries the client key where the route needs it, and no further', async () => {
    const { upstream, gateway, test } = await start(oneRoute({ auth: true }), { master_key: 'os.environ/CLIENT_KEY' })
    await test({ index: 0, path: '/a', method: 'GET', target: '/a', body: '' })
    const request = await upstream.nextRequest()
    expect(request.rawHeaders.join('\n')).not.toContain(clientKey)
    expect((await gateway.nextEnded()).status).toBe(200)
  })

  it('carries it in the header that the file names', async () => {
    const settings = { master_key: 'os.environ/CLIENT_KEY', litellm_key_header_name: 'X-My-Key' }
    const { gateway, test } = await start(oneRoute({ auth: true, custom_auth_parser: 'langfuse' }), settings)
    await test({ index: 0, path: '/a', method: 'GET', target: '/a', body: '' })
    const exchange = await gateway.nextEnded()
    expect(exchange.status).toBe(200)
    expect(exchange.requestHeaders).toContain('x-my-key')
  })

  it('carries no key where the answering route needs none', async () => {
    const routes = (url: string) => [
      { path: '/a', target: url, auth: true },
      { path: '/b', target: url },
    ]
    const { gateway, test } = await start(routes, { master_key: 'os.environ/CLIENT_KEY' })
    await test({ index: 0, path: '/a', method: 'GET', target: '/b', body: '' })
    expect((await gateway.nextEnded()).requestHeaders.join('\n')).not.toContain(clientKey)
  })

  it('is refused by the gateway where the key has no value', async () => {
    const { gateway, test } = await start(oneRoute({ auth: true }), { master_key: 'os.environ/NOT_SET' })
    await test({ index: 0, path: '/a', method: 'GET', target: '/a', body: '' })
    expect((await gateway.nextEnded()).errorType).toBe('auth_error')
  })

  it('is not sent while the server is stopped, nor for a route that is not served', async () => {
    const { running, test } = await start(oneRoute())
    const unsaved = { index: 0, path: '/unsaved', method: 'GET', target: '/unsaved', body: '' }
    await expect(test(unsaved)).rejects.toMatchObject({ code: 'conflict' })
    running.isOn = false
    await expect(test({ ...unsaved, path: '/a', target: '/a' })).rejects.toMatchObject({ code: 'server_stopped' })
  })

  it.each([
    ['CONNECT', '/a'],
    ['GET x', '/a'],
    ['GET', 'a'],
    ['GET', '/a b'],
  ])('is not sent as %s %s', async (method, target) => {
    const { test } = await start(oneRoute())
    await expect(test({ index: 0, path: '/a', method, target, body: '' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
