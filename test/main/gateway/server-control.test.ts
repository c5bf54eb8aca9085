// The server's states as the window sees them: a start, a move that works or fails, and what is said of it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createGateway } from '../../../src/main/gateway/gateway.ts'
import { createServerControl, type ServerControlOptions } from '../../../src/main/gateway/server-control.ts'
import type { ServerState } from '../../../src/shared/server.ts'
import { connectRaw } from '../../support/raw-socket.ts'

function control(options: Partial<ServerControlOptions> = {}) {
  const nothing = () => {}
  const gateway = createGateway({
    variables: createVariables({ environment: {} }),
    observer: { received: nothing, sent: nothing, responded: nothing, streamed: nothing, ended: nothing },
    limits: { drainTime: 500 },
  })
  const states: ServerState[] = []
  const server = createServerControl({
    gateway,
    host: '127.0.0.1',
    port: 0,
    onChange: (state) => states.push(state),
    ...options,
  })
  onTestFinished(async () => {
    await server.stop()
  })
  const names = () => states.map(({ state }) => state)
  return { server, states, names }
}

/** A port that another program listens on, until the test is over. */
async function takenPort(): Promise<number> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())))
  return (other.address() as AddressInfo).port
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  return port
}

describe('a running server', () => {
  it('moves to another port, and starts there the next time', async () => {
    const { server, names } = control()
    const first = await server.start()
    const port = await freePort()
    const { state, error } = await server.move({ port })
    expect(error).toBeNull()
    expect(state).toMatchObject({ state: 'running', port, url: `http://127.0.0.1:${port}` })
    expect(names().slice(0, 4)).toEqual(['starting', 'running', 'starting', 'running'])
    expect(state.port).not.toBe(first.port)
    await server.stop()
    expect((await server.start()).port).toBe(port)
  })

  it('keeps a port that it was given by chance when only its host changes', async () => {
    const { server } = control()
    const { port } = await server.start()
    const { state } = await server.move({ host: '0.0.0.0' })
    expect(state).toMatchObject({ state: 'running', host: '0.0.0.0', port })
  })

  it('tells of the address that it leaves until the last request there has ended', async () => {
    const { server, states } = control()
    const { port, url } = await server.start()
    const client = await connectRaw(port)
    await client.send(`POST /none HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000\r\n\r\nx`)
    await client.readResponse()
    await server.move({ port: await freePort() })
    await client.close()
    await expect.poll(() => server.state.leaving).toBeNull()
    expect(states.some(({ leaving }) => leaving === url)).toBe(true)
    expect(server.state.state).toBe('running')
  })

  it('stays where it is when the port is taken, names who has it and offers another', async () => {
    const port = await takenPort()
    const { server } = control({ findPortOwner: async () => 'ollama' })
    const before = await server.start()
    const { state, error } = await server.move({ port })
    expect(state).toEqual(before)
    expect(error).toMatchObject({ code: 'port_in_use' })
    expect(error?.message).toBe(`Port ${port} is in use by ollama. Choose a free port, or quit ollama and start again.`)
    expect(error?.freePort).toBeGreaterThan(port)
    expect((await fetch(before.url)).status).toBe(404)
  })

  it('says which address is not this computer’s, and goes back', async () => {
    const { server } = control()
    const before = await server.start()
    const { state, error } = await server.move({ host: '192.0.2.1' })
    expect(state).toEqual(before)
    expect(error?.message).toBe(
      `Could not listen on 192.0.2.1:${before.port}: 192.0.2.1 is no address of this machine.`,
    )
    expect((await fetch(before.url)).status).toBe(404)
  })

  it('has nothing to do where it is already', async () => {
    const { server, names } = control()
    const { port } = await server.start()
    await server.move({ host: '127.0.0.1', port })
    expect(names()).toEqual(['starting', 'running'])
  })
})

describe('a server that does not run', () => {
  it('keeps the address for the next start while it is stopped', async () => {
    const { server, names } = control()
    const port = await freePort()
    expect((await server.move({ port })).state).toMatchObject({ state: 'stopped', port })
    expect(names()).toEqual(['stopped'])
    expect(await server.start()).toMatchObject({ state: 'running', port })
  })

  it('starts where it is moved to after it had failed', async () => {
    const taken = await takenPort()
    const { server } = control({ port: taken })
    const failed = await server.start()
    expect(failed.error?.message).toBe(
      `Port ${taken} is in use by another program. Choose a free port, or quit that program and start again.`,
    )
    const port = await freePort()
    expect((await server.move({ port })).state).toMatchObject({ state: 'running', port, error: null })
  })
})
