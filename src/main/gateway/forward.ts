// Sends one request to its upstream, with its body whole or as it comes.
import type { Dispatcher } from 'undici'
import { ForwardHandler } from './forward-handler.ts'
import type { Forwarding } from './forwarding.ts'
import { BodyStart, lendBody, takeArrivedBody } from './request-body.ts'

export function forward(forwarding: Forwarding): void {
  const handler = new ForwardHandler(forwarding)
  if (forwarding.hasBody) process.nextTick(sendWithBody, handler)
  else send(handler, null)
}

function sendWithBody(handler: ForwardHandler): void {
  const { request, contentLength } = handler.forwarding
  const body = takeArrivedBody(request, contentLength)
  if (body !== null) {
    handler.onBodyChunk(body)
    return send(handler, body)
  }
  const start = new BodyStart()
  handler.lentBody = lendBody(request, (chunk) => {
    start.keep(chunk)
    handler.onBodyChunk(chunk)
  })
  handler.resend = () => {
    const again = start.replay(request, (chunk) => handler.onBodyChunk(chunk))
    if (again === null) return false
    handler.lentBody = null
    dispatch(handler, again)
    return true
  }
  dispatch(handler, handler.lentBody)
}

/** For a body that is whole, or none: what is sent once may be sent again. */
function send(handler: ForwardHandler, body: Buffer | null): void {
  handler.resend = () => {
    dispatch(handler, body)
    return true
  }
  dispatch(handler, body)
}

function dispatch(handler: ForwardHandler, body: Dispatcher.DispatchOptions['body']): void {
  if (handler.isOver) return
  const { exchange, origin, path, headers, dispatcher } = handler.forwarding
  dispatcher.dispatch(
    {
      origin,
      path,
      method: exchange.method as Dispatcher.HttpMethod,
      headers,
      body: body ?? null,
      // The handler keeps the time itself.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  )
}
