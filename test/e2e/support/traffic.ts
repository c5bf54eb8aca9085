// What the specs of the Traffic page share: its parts, a WebSocket upstream, and ways to use both.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { WebSocket, WebSocketServer } from 'ws'
import { test as base } from './fixtures.ts'

export const test = base.extend<{ socketUrl: string }>({
  /** A WebSocket upstream that greets and sends back what it gets. */
  socketUrl: async ({ folder: _folder }, use) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    server.on('connection', (socket) => {
      socket.send('{"type":"session.created","session":{"id":"s1"}}')
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
    })
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    for (const client of server.clients) client.terminate()
    server.close()
  },
})

export const filterField = (page: Page) => page.getByRole('combobox', { name: 'Filter exchanges' })
export const exchangePane = (page: Page) => page.getByRole('complementary', { name: 'Exchange detail' })
export const statusBar = (page: Page) => page.getByRole('contentinfo')

/** A socket that has been greeted. */
export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/session`)
  const greeted = once(socket, 'message')
  await once(socket, 'open')
  await greeted
  return socket
}

export async function writeFilter(page: Page, text: string): Promise<void> {
  await filterField(page).fill(text)
  await page.keyboard.press('Enter')
}
