// Tunnels for tests: a gateway in front of a WebSocket server or of a raw upstream, and a client that has asked to upgrade.
import type { ClientOptions } from 'ws'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import type { RawResponse } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { openWebSocket, startWebSocketUpstream, watchSocket } from '../../support/web-socket.ts'

export type Options = Partial<TestGatewayOptions> & { route?: Partial<RouteYaml> }

export async function openGateway(target: string, { route, ...options }: Options = {}) {
  return closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target, include_subpath: true, ...route }], ...options }),
  )
}

/** A gateway in front of a WebSocket server, and one connection through it. */
export async function meet(options: Options & { client?: ClientOptions; protocols?: string[] } = {}) {
  const { client: clientOptions, protocols, ...others } = options
  const upstream = closeAfterTest(await startWebSocketUpstream())
  const gateway = await openGateway(upstream.url, others)
  const client = closeAfterTest(await openWebSocket(`${gateway.url}/a`, clientOptions, protocols))
  const { socket, request } = await upstream.nextConnection()
  return { upstream, gateway, client, server: watchSocket(socket), request }
}

export const handshake = (port: number, ...fields: string[]) =>
  ['GET /a HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: echo/1', ...fields, '\r\n'].join(
    '\r\n',
  )

export const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo/1\r\n\r\n'

/** Raw sockets at both ends, where the client has asked to upgrade and the upstream has not answered. */
export async function asked(options: Options = {}) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = await openGateway(upstream.url, options)
  const client = closeAfterTest(await connectRaw(gateway.port))
  await client.send(handshake(gateway.port))
  const server = await upstream.nextConnection()
  await server.waitForText('\r\n\r\n')
  return { upstream, gateway, client, server }
}

/** A tunnel of raw sockets: both ends see every byte and how the other one leaves. */
export async function tunnel(options: Options = {}) {
  const parts = await asked(options)
  await parts.server.send(switching)
  await parts.client.waitForText('\r\n\r\n')
  return parts
}

/** What a client gets that asks for a WebSocket and is given an ordinary answer. */
export async function refusal(port: number, ...fields: string[]): Promise<RawResponse & { ending: string }> {
  const client = closeAfterTest(await connectRaw(port))
  await client.send(
    [
      'GET /a HTTP/1.1',
      ...(fields.some((field) => field.startsWith('Host:')) ? [] : [`Host: 127.0.0.1:${port}`]),
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...fields,
      '\r\n',
    ].join('\r\n'),
  )
  const answer = await client.readResponse()
  return { ...answer, ending: await client.ended() }
}
