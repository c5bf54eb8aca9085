// The page's line to its host, over real sockets: through a host that goes, one that comes back, and a sleep.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { createLink, type LinkSocket, type LinkState } from '../../../src/renderer/web/link.ts'
import { startWebHost } from './start-web-host.ts'

/** What stands between page and host, and can be cut: as a network. */
async function startNetwork(firstPort: number) {
  let port = firstPort
  let connections = 0
  const pairs = new Set<[Socket, Socket]>()
  let isDown = false
  const server = createServer((near) => {
    if (isDown) return near.destroy()
    connections += 1
    const far = connect(port, '127.0.0.1')
    pairs.add([near, far])
    for (const socket of [near, far]) socket.on('error', () => {})
    far.on('close', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    /** To another host. */
    leadTo(next: number) {
      port = next
    },
    cut() {
      isDown = true
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      pairs.clear()
    },
    mend() {
      isDown = false
    },
    /** Nothing arrives any more, and nobody is told: as after a sleep. */
    swallow() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        near.resume()
        far.resume()
      }
    },
  }
}

async function startLinked(patience = 200) {
  const host = await startWebHost()
  const network = await startNetwork(host.port)
  const origin = `http://127.0.0.1:${network.port}`
  const cookieAt = (await fetch(`${origin}/?token=${host.token()}`, { redirect: 'manual' })).headers.get('set-cookie')
  const cookie = cookieAt?.split(';')[0] ?? ''
  const states: LinkState[] = []
  const events: string[] = []
  const link = createLink({
    openSocket() {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin, headers: { cookie } })
      socket.binaryType = 'arraybuffer'
      socket.on('error', () => {})
      return socket as unknown as LinkSocket
    },
    isSignedIn: () =>
      fetch(`${origin}/session`, { headers: { cookie } }).then(
        ({ status }) => status === 204,
        () => null,
      ),
    onMessage: (message) => {
      if (message.kind === 'event') events.push(message.name)
    },
    onState: (state) => states.push(state),
    firstPause: 10,
    longestPause: 40,
    patience,
  })
  onTestFinished(link.close)
  const restart = async () => {
    await host.close()
    network.leadTo((await startWebHost()).port)
  }
  return { host, network, link, states, events, restart }
}

it('a call from before the first connection waits for it', async () => {
  const { link, states } = await startLinked()
  expect(await link.call('app.get', undefined)).toMatchObject({ ok: true, value: { host: 'browser' } })
  expect(await link.call('tasks.cancel', { id: 'none' })).toEqual({ ok: true, value: undefined })
  expect(states).toEqual(['connected'])
})

it('while the network is away calls fail at once, and it connects again by itself', async () => {
  const { host, network, link, states, events } = await startLinked()
  await link.call('app.get', undefined)
  network.cut()
  await expect.poll(() => states.at(-1)).toBe('away')
  expect(await link.call('app.get', undefined)).toMatchObject({ ok: false, error: { code: 'disconnected' } })
  network.mend()
  await expect.poll(() => states).toEqual(['connected', 'away', 'connected'])
  expect(await link.call('app.get', undefined)).toMatchObject({ ok: true })
  host.host.services.settings.update({ theme: 'dark' })
  await expect.poll(() => events).toContain('settings.changed')
})

it('a call whose answer never came is told so', async () => {
  const { network, link } = await startLinked()
  await link.call('app.get', undefined)
  network.swallow()
  const asked = link.call('app.get', undefined)
  network.cut()
  expect(await asked).toEqual({
    ok: false,
    error: { code: 'disconnected', message: 'The connection to Throughline broke before the answer came.' },
  })
})

it('after a sleep the line that only looks open is replaced as soon as the user is back', async () => {
  const { network, link, states } = await startLinked(50)
  await link.call('app.get', undefined)
  network.swallow()
  link.wake()
  await expect.poll(() => states).toEqual(['connected', 'away', 'connected'])
  expect(await link.call('app.get', undefined)).toMatchObject({ ok: true })
  // A line that holds is left alone.
  link.wake()
  expect(await link.call('app.get', undefined)).toMatchObject({ ok: true })
  expect(states).toHaveLength(3)
})

it('a host that was started again does not know the browser: it says so, and tries when the user is back', async () => {
  const { network, link, states, restart } = await startLinked()
  await link.call('app.get', undefined)
  await restart()
  await expect.poll(() => states.at(-1)).toBe('signed-out')
  expect(await link.call('app.get', undefined)).toMatchObject({ error: { code: 'disconnected' } })
  link.wake()
  await expect.poll(() => network.connections()).toBeGreaterThan(3)
  expect(states).toEqual(['connected', 'away', 'signed-out'])
})
