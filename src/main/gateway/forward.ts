// Sends one request to its upstream, with its body whole or as it comes.
import type { Dispatcher } from 'undici'
import { ForwardHandler } from './forward-handler.ts'
import type { Forwarding } from './forwarding.ts'
import { BodyStart, lendBody, takeArrivedBody } from './request-body.ts'

export function forward(forwarding: Forwarding): void {
  const handler = new ForwardHandler(forwarding, resend)
  if (forwarding.hasBody) process.nextTick(sendWithBody, handler)
  else dispatch(handler, null)
}

function sendWithBody(handler: ForwardHandler): void {
  const { request, contentLength } = handler.forwarding
  const body = takeArrivedBody(request, contentLength)
  if (body !== null) {
    handler.body = body
    handler.onBodyChunk(body)
    return dispatch(handler, body)
  }
  sendAsItComes(handler)
}

/** Apart from the rest, so that only a body that comes in pieces pays for its closures. */
function sendAsItComes(handler: ForwardHandler): void {
  const start = new BodyStart()
  handler.bodyStart = start
  handler.lentBody = lendBody(handler.forwarding.request, (chunk) => {
    start.keep(chunk)
    handler.onBodyChunk(chunk)
  })
  dispatch(handler, handler.lentBody)
}

/** Sends the request once more; false where it cannot be, since its body has gone by. */
function resend(handler: ForwardHandler): boolean {
  const { bodyStart } = handler
  if (bodyStart === null) {
    dispatch(handler, handler.body)
    return true
  }
  const again = bodyStart.replay(handler.forwarding.request, (chunk) => handler.onBodyChunk(chunk))
  if (again === null) return false
  handler.lentBody = null
  dispatch(handler, again)
  return true
}

function dispatch(handler: ForwardHandler, body: Dispatcher.DispatchOptions['body']): void {
  if (handler.isOver) return
  const { exchange, sent, pool } = handler.forwarding
  exchange.queuedAt = performance.now()
  // Of an earlier attempt, which met a connection that was no longer there.
  exchange.sendingAt = null
  exchange.sentAt = null
  exchange.connection = null
  exchange.isReused = null
  pool.dispatch(
    {
      origin: sent.origin,
      path: sent.path,
      method: exchange.method as Dispatcher.HttpMethod,
      headers: sent.headers as string[],
      body: body ?? null,
      // The handler keeps the time itself.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  )
}
