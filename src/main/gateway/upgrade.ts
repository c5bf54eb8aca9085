// Tunnels WebSocket and other Upgrade requests (RFC 9110 7.8): same guard, routes, key and headers as any request.
import type { Duplex } from 'node:stream'
import type { Dispatcher } from 'undici'
import { answerDetached, type DetachedRequest, type DetachedResponse, refuseDetached } from './detached-response.ts'
import { ForwardHandler } from './forward-handler.ts'
import type { Forwarding } from './forwarding.ts'
import { planOrRefuse, type Serving } from './handle-request.ts'
import { responseHeaders } from './headers.ts'
import { isRefusal } from './match-route.ts'
import { headerValue, type ReceivedHead } from './received-request.ts'

export interface UpgradeRequest extends DetachedRequest {
  serving: Serving
  head: ReceivedHead
  /** What the client sent behind its head. */
  rest: Buffer
}

/**
 * h2c is never tunnelled: behind it a client could talk past guard and routes ("h2c smuggling"). A
 * request with a body is answered as an ordinary one too: Upgrade may always be ignored.
 */
export function isTunnelled(head: ReceivedHead): boolean {
  return !head.hasBody && (headerValue(head, 'upgrade') ?? '').trim().toLowerCase() !== 'h2c'
}

export function handleUpgrade(upgrade: UpgradeRequest): void {
  const { serving, exchange, head, request, socket, rest } = upgrade
  const answering = answerDetached(upgrade)
  if (answering === null) return
  const { plan, extras } = planOrRefuse(serving, exchange, head, request.socket.localAddress)
  if (isRefusal(plan)) return refuseDetached(upgrade, answering, plan, extras)
  const { origin, path, headers } = plan.sent
  const forwarding: Forwarding = {
    exchange,
    request,
    response: answering.response,
    sent: plan.sent,
    hasBody: false,
    contentLength: null,
    timeoutMs: plan.route.timeoutMs,
    responseExtras: extras,
    isReplaced: null,
    pool: serving.upstreams.pool(origin),
    timeouts: serving.timeouts,
    observer: serving.observer,
  }
  const handler = new TunnelHandler(forwarding, socket, rest, answering)
  exchange.queuedAt = performance.now()
  forwarding.pool.dispatch(
    {
      origin,
      path,
      method: exchange.method as Dispatcher.HttpMethod,
      headers: headers as string[],
      upgrade: headerValue(head, 'upgrade') ?? 'websocket',
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  )
}

/** Upgrades are rare: one that fails is the client's to repeat. */
const neverResent = () => false

class TunnelHandler extends ForwardHandler {
  readonly #client: Duplex
  readonly #rest: Buffer
  readonly #answering: DetachedResponse

  constructor(forwarding: Forwarding, client: Duplex, rest: Buffer, answering: DetachedResponse) {
    super(forwarding, neverResent)
    this.#client = client
    this.#rest = rest
    this.#answering = answering
  }

  override onUpgrade(status: number, rawHeaders: Buffer[], upstream: Duplex, statusText = 'Switching Protocols'): void {
    const { exchange, responseExtras, observer, timeouts } = this.forwarding
    const client = this.#client
    // A tunnel may be silent for as long as its ends like.
    timeouts.remove(this)
    if (client.destroyed) return void upstream.destroy()
    this.isOver = true
    const upgrade = rawHeaders.findIndex(
      (name, i) => i % 2 === 0 && name.toString('latin1').toLowerCase() === 'upgrade',
    )
    exchange.status = status
    exchange.statusText = statusText
    exchange.firstByteAt = performance.now()
    exchange.responseHeaders = responseHeaders(rawHeaders)
    observer.responded(exchange)
    this.#answering.release()

    const protocol = (rawHeaders[upgrade + 1] as Buffer).toString('latin1')
    const lines = [`HTTP/1.1 ${status} ${statusText}`, 'Connection: Upgrade', `Upgrade: ${protocol}`]
    for (const headers of [exchange.responseHeaders, responseExtras]) {
      for (let i = 0; i < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`)
    }
    client.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
    if (this.#rest.length > 0) client.unshift(this.#rest)
    this.#join(client, upstream)
  }

  /** Both directions with back-pressure; an end passes on as an end, a break as a break. */
  #join(client: Duplex, upstream: Duplex): void {
    const { exchange, observer } = this.forwarding
    client.on('data', (chunk: Buffer) => {
      exchange.requestBytes += chunk.length
      observer.sent(exchange, chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      exchange.responseBytes += chunk.length
      observer.streamed(exchange, chunk)
    })
    let isEnded = false
    let upstreamEnded = false
    upstream.on('end', () => {
      upstreamEnded = true
    })
    upstream.on('error', () => undefined)
    const finish = (by: 'client' | 'upstream') => {
      if (isEnded) return
      isEnded = true
      const isClean = by === 'client' ? client.readableEnded : upstreamEnded
      exchange.outcome = isClean ? 'ok' : by === 'client' ? 'client_closed' : 'upstream_error'
      exchange.endedAt = performance.now()
      observer.ended(exchange)
    }
    client.on('close', () => {
      finish('client')
      upstream.destroy()
    })
    upstream.on('close', () => {
      finish('upstream')
      if (upstreamEnded) client.end()
      else client.destroy()
    })
    client.pipe(upstream)
    upstream.pipe(client)
  }
}
