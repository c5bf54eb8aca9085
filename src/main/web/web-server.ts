// The HTTP server of the window in a browser: who may in, the window's files, transfers, and the WebSocket.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { webPaths } from '../../shared/web-messages.ts'
import { largestMessage } from '../../shared/wire.ts'
import { pageHeaders } from './page-headers.ts'
import { createRequestGuard } from './request-guard.ts'
import { answerPlainly, type Respond, sendFile } from './respond.ts'
import { createSessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import { createSignInRoutes } from './sign-in-routes.ts'
import type { Transfers } from './transfers.ts'

export interface WebServer {
  listen(): Promise<{ host: string; port: number }>
  close(): Promise<void>
}

export interface WebServerOptions {
  host: string
  /** 0: a free one. */
  port: number
  publicOrigin: string | null
  /** The built window's files, absolute. */
  folder: string
  signIn: SignIn
  transfers: Pick<Transfers, 'receive' | 'deliver'>
  /** A page that is signed in has connected. */
  onPage(socket: WebSocket): void
}

/** Pages at a time. */
const mostPages = 32

export function createWebServer(options: WebServerOptions): WebServer {
  const { host, folder, signIn, transfers, onPage } = options
  const guard = createRequestGuard(options)
  const sessions = createSessions()
  const signInRoutes = createSignInRoutes({ signIn, sessions, isFromOwnPage: guard.isFromOwnPage })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const origin = guard.originOf(request)
    for (const [name, value] of Object.entries(pageHeaders(origin))) response.setHeader(name, value)
    if (origin === null) return answerPlainly(response, 403, 'The Host header does not name this server.')
    if (guard.isFromOtherPage(request, origin)) {
      return answerPlainly(response, 403, 'A web page of another site may not use this server.')
    }
    const url = new URL(request.url ?? '/', origin)
    const context: Respond = { request, response, url, origin }
    if (await signInRoutes.answer(context)) return
    if (!signInRoutes.isSignedIn(request, origin)) return signInRoutes.refuse(context)
    if (url.pathname === webPaths.session) return void response.writeHead(204).end()
    if (url.pathname.startsWith(webPaths.uploads)) {
      const ticket = url.pathname.slice(webPaths.uploads.length)
      if (request.method !== 'POST') return answerPlainly(response, 405, 'Uploads are POSTed.')
      if (!guard.isFromOwnPage(request, origin)) {
        return answerPlainly(response, 403, 'Only a page of this server may send files.')
      }
      return transfers.receive(ticket, request, response)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answerPlainly(response, 405, 'Only GET is answered here.')
    }
    if (url.pathname.startsWith(webPaths.downloads)) {
      return transfers.deliver(url.pathname.slice(webPaths.downloads.length), response)
    }
    return sendFile(context, folder)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // What could not be read or sent any more: there is nobody to be told more.
      if (response.headersSent) response.destroy()
      else answerPlainly(response, 500, 'Something went wrong inside Throughline.')
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {})
    const origin = guard.originOf(request)
    if (origin === null || !guard.isFromOwnPage(request, origin)) return refuseUpgrade(socket, '403 Forbidden')
    if (new URL(request.url ?? '/', origin).pathname !== webPaths.socket) return refuseUpgrade(socket, '404 Not Found')
    if (!signInRoutes.isSignedIn(request, origin)) return refuseUpgrade(socket, '401 Unauthorized')
    if (sockets.clients.size >= mostPages) return refuseUpgrade(socket, '503 Service Unavailable')
    sockets.handleUpgrade(request, socket, head, onPage)
  })

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ host, port: options.port }, () => {
          server.off('error', reject)
          resolve({ host, port: (server.address() as AddressInfo).port })
        })
      }),
    async close() {
      for (const socket of sockets.clients) socket.close(1001)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      // A page that does not answer the close is not waited for.
      const timer = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        server.closeAllConnections()
      }, 500)
      await closed
      clearTimeout(timer)
    },
  }
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
