// A page's socket when the page is slow, asks for too much, or is gone without a word.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { createPageSocket, type PageSocketOptions } from '../../../src/main/web/page-socket.ts'
import type { EventPayload } from '../../../src/shared/contract.ts'
import type { HostMessage } from '../../../src/shared/web-messages.ts'
import { decodeWire, encodeWire } from '../../../src/shared/wire.ts'

async function connect(options: Partial<PageSocketOptions> = {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const connected = once(server, 'connection') as Promise<[WebSocket]>
  const page = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const heard: HostMessage[] = []
  page.on('message', (data, isBinary) =>
    heard.push(decodeWire(isBinary ? (data as Buffer) : String(data)) as HostMessage),
  )
  const [socket] = await connected
  let isClosed = false
  const pageSocket = createPageSocket({
    socket,
    answer: async () => ({ ok: true, value: undefined }),
    onNoFile: () => {},
    onClose: () => {
      isClosed = true
    },
    ...options,
  })
  await (page.readyState === page.OPEN ? null : once(page, 'open'))
  onTestFinished(() => {
    page.terminate()
    socket.terminate()
    server.close()
  })
  return { page, socket, pageSocket, heard, isClosed: () => isClosed }
}

const settings = (round: number) => ({ round, text: 'x'.repeat(2_000) }) as unknown as EventPayload<'settings.changed'>

it('what a page that does not read would be told does not pile up, and the last of it arrives', async () => {
  const { page, socket, pageSocket, heard } = await connect()
  page.pause()
  let most = 0
  for (let round = 0; round < 30_000; round += 1) {
    pageSocket.publish('settings.changed', settings(round))
    most = Math.max(most, socket.bufferedAmount)
    // The kernel takes its part meanwhile.
    if (round % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(most).toBeLessThan(2_000_000)
  page.resume()
  const isLast = (message: HostMessage | undefined) =>
    message?.kind === 'event' && (message.payload as { round: number }).round === 29_999
  await expect.poll(() => isLast(heard.at(-1))).toBe(true)
  expect(heard.length).toBeLessThan(30_000)
})

it('rows that are too many for a page that does not read become one word: ask again', async () => {
  const { page, pageSocket, heard } = await connect()
  page.pause()
  const row = (id: number) => [{ id: `${id}`, text: 'x'.repeat(500) }] as unknown as EventPayload<'exchanges.changed'>
  for (let id = 0; id < 60_000; id += 1) {
    pageSocket.publish('exchanges.changed', row(id))
    if (id % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  page.resume()
  await expect.poll(() => heard.at(-1)?.kind).toBe('resync')
})

it('a page that asks without end is not read from until it is answered', async () => {
  let calls = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { page, socket, heard } = await connect({
    answer: async () => {
      calls += 1
      await held
      return { ok: true, value: undefined }
    },
  })
  for (let id = 0; id < 5_000; id += 1) page.send(encodeWire({ kind: 'call', id, name: 'app.get' }) as string)
  await expect.poll(() => socket.isPaused).toBe(true)
  // What one chunk of the network held is taken: far from all.
  expect(calls).toBeLessThan(2_500)
  release()
  await expect.poll(() => heard.length).toBe(5_000)
  expect(socket.isPaused).toBe(false)
})

it('an answer does not overtake the events before it', async () => {
  const { page, pageSocket, heard } = await connect({
    answer: async () => {
      for (let round = 0; round < 2_000; round += 1) pageSocket.publish('settings.changed', settings(round))
      return { ok: true, value: undefined }
    },
  })
  page.send(encodeWire({ kind: 'call', id: 1, name: 'app.get' }) as string)
  await expect.poll(() => heard.some(({ kind }) => kind === 'answer')).toBe(true)
  const before = heard[heard.findIndex(({ kind }) => kind === 'answer') - 1]
  expect(before?.kind === 'event' && before.payload).toMatchObject({ round: 1_999 })
})

it('a page that went without a word is noticed, one that is only silent is not', async () => {
  const silent = await connect({ heartbeat: 20 })
  // It still answers pings, as browsers do by themselves.
  const gone = await connect({ heartbeat: 20 })
  gone.page.pause()
  await expect.poll(gone.isClosed).toBe(true)
  expect(silent.isClosed()).toBe(false)
})
