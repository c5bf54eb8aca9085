// The upstream that is built into the program: a real HTTP server on loopback, started by the first request to it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { demoHost } from '../../shared/demo-host.ts'
import { answerChatCompletion } from './chat-completion.ts'
import { answerEcho } from './echo.ts'
import { type ReceivedBody, readBody } from './read-body.ts'
import { answerRerank } from './rerank.ts'
import { sendJson } from './send-json.ts'

export interface DemoUpstream {
  /** For the gateway: connections to the host go to this address. */
  readonly hostOverrides: ReadonlyMap<string, () => Promise<{ hostname: string; port: number }>>
  close(): Promise<void>
}

export function createDemoUpstream(): DemoUpstream {
  let started: Promise<Server> | undefined

  const address = async () => {
    started ??= listen()
    const server = await started
    return { hostname: '127.0.0.1', port: (server.address() as AddressInfo).port }
  }

  return {
    hostOverrides: new Map([[demoHost, address]]),
    async close() {
      const server = await started
      started = undefined
      if (!server) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(): Promise<Server> {
  const server = createServer((request, response) => {
    // A client that goes away mid-body ends the exchange; there is nobody left to tell.
    answer(request, response).catch(() => response.destroy())
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

type Answer = (request: IncomingMessage, body: ReceivedBody, response: ServerResponse) => void

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] as string
  const body = await readBody(request)
  const answers: Record<string, Answer> = { '/v1/rerank': answerRerank, '/v1/chat/completions': answerChatCompletion }
  const found = answers[path]
  if (path === '/echo' || path.startsWith('/echo/')) return answerEcho(request, body, response)
  if (!found) return sendJson(response, 404, { message: `The demo upstream has no ${path}.` })
  if (request.method !== 'POST') return sendJson(response, 405, { message: 'Use POST.' }, { allow: 'POST' })
  found(request, body, response)
}
