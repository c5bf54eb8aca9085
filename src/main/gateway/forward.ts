// Sends one request to its upstream, with its body whole or as it comes.
import type { Dispatcher } from 'undici'
import { ForwardHandler, type Forwarding } from './forward-handler.ts'
import { lendBody, takeArrivedBody } from './request-body.ts'

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
    send(handler, body)
  } else {
    handler.lentBody = lendBody(request, (chunk) => handler.onBodyChunk(chunk))
    dispatch(handler, handler.lentBody)
  }
}

/** For a body that is whole, or none: what is sent once may be sent again. */
function send(handler: ForwardHandler, body: Buffer | null): void {
  handler.resend = () => dispatch(handler, body)
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
