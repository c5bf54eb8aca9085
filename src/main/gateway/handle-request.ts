// What happens to a request, as one list of steps: guard, target, route, client key, variables, forward.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config/config.ts'
import { renderTemplate, type ValueLookup } from '../config/template.ts'
import { answerRefusal } from './answer.ts'
import { checkClientKey, keyCarriers } from './auth.ts'
import { joinPath, mergeQuery } from './build-url.ts'
import type { CompiledRoute } from './compile-route.ts'
import { corsHeaders, isCorsGrant, preflightHeaders } from './cors.ts'
import type { Exchange, ExchangeObserver, SentRequest } from './exchange.ts'
import { forward } from './forward.ts'
import type { Guard } from './guard.ts'
import { addClientHeaders } from './headers.ts'
import type { IdleTimeouts } from './idle-timeouts.ts'
import { isRefusal, type RouteTable } from './match-route.ts'
import type { ReceivedHead } from './received-request.ts'
import { type Refusal, refuse } from './refusal.ts'
import { splitTarget } from './request-target.ts'
import type { Upstreams } from './upstreams.ts'

/** What a request is served with; replaced as a whole, so a request sees one state from start to end. */
export interface Serving {
  readonly table: RouteTable<CompiledRoute>
  readonly config: Config
  readonly guard: Guard
  /** Beyond loopback every route needs the client key. */
  readonly needsKey: boolean
  readonly variables: ValueLookup
  readonly upstreams: Upstreams
  readonly timeouts: IdleTimeouts
  readonly observer: ExchangeObserver
  /** Adds `x-throughline-id` to responses. */
  readonly sendsId: boolean
}

/** Where a request is to go: the outcome of all steps before anything is sent. */
export interface Plan {
  readonly route: CompiledRoute
  readonly sent: SentRequest
}

export function handleRequest(
  serving: Serving,
  exchange: Exchange,
  head: ReceivedHead,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const preflight = preflightAnswer(serving, exchange, head, request.socket.localAddress)
  if (preflight) return answerPreflight(serving, exchange, response, preflight)
  const { plan, extras } = planOrRefuse(serving, exchange, head, request.socket.localAddress)
  if (isRefusal(plan)) return answerOwn(serving, exchange, request, response, plan, extras)
  forward({
    exchange,
    request,
    response,
    sent: plan.sent,
    hasBody: head.hasBody,
    contentLength: head.contentLength,
    timeoutMs: plan.route.timeoutMs,
    responseExtras: extras,
    isReplaced: head.origin === null ? null : isCorsGrant,
    pool: serving.upstreams.pool(plan.sent.origin),
    timeouts: serving.timeouts,
    observer: serving.observer,
  })
}

/** Answers with this refusal, unless the guard has one of its own. */
export function refuseRequest(
  serving: Serving,
  exchange: Exchange,
  head: ReceivedHead,
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
): void {
  const extras = ownExtras(serving, exchange)
  const refused = checkGuard(serving, head, request.socket.localAddress, extras)
  answerOwn(serving, exchange, request, response, refused ?? refusal, extras)
}

/** null where the request is no preflight that may be answered. */
function preflightAnswer(
  { guard }: Serving,
  exchange: Exchange,
  head: ReceivedHead,
  localAddress: string | undefined,
): string[] | null {
  const headers = preflightHeaders(exchange.method, head)
  return headers !== null && guard.check(head, localAddress) === null ? headers : null
}

/** The plan, or why there is none; and what every answer to this client carries. */
export function planOrRefuse(
  serving: Serving,
  exchange: Exchange,
  head: ReceivedHead,
  localAddress: string | undefined,
): { plan: Plan | Refusal; extras: string[] } {
  const extras = ownExtras(serving, exchange)
  const plan = checkGuard(serving, head, localAddress, extras) ?? planRequest(serving, exchange, head)
  return { plan, extras }
}

/** What every answer carries. */
export function ownExtras({ sendsId }: Serving, exchange: Exchange): string[] {
  return sendsId ? ['x-throughline-id', exchange.id] : []
}

/** Adds to the extras what lets a page of an allowed origin read the answer. */
function checkGuard(
  { guard }: Serving,
  head: ReceivedHead,
  localAddress: string | undefined,
  extras: string[],
): Refusal | null {
  const refused = guard.check(head, localAddress)
  if (refused === null && head.origin !== null) extras.push(...corsHeaders(head.origin))
  return refused
}

/** Every step before sending; the first that refuses ends it. */
function planRequest(serving: Serving, exchange: Exchange, head: ReceivedHead): Plan | Refusal {
  const target = splitTarget(exchange.requestTarget)
  if (isRefusal(target)) return target
  if (exchange.method === 'TRACE') {
    // Its answer would repeat the injected credential to the client (RFC 9110 9.3.8).
    return refuse('method_not_allowed', 'TRACE is never forwarded.', allowsOthers)
  }
  const match = serving.table.match(exchange.method, target.path)
  exchange.route = match.route
  if (isRefusal(match)) return match
  const { route, rest } = match

  const { masterKey } = serving.config
  const rendered = masterKey === null ? null : renderTemplate(masterKey, serving.variables)
  const key = typeof rendered === 'string' && rendered !== '' ? rendered : null
  // Who asked for a replay sits at the app, which holds every key.
  if ((route.auth || serving.needsKey) && exchange.replayOf === null) {
    const refused = checkClientKey(head, route.clientKey, key)
    if (refused) return refused
  }

  const url = route.resolveTarget(serving.variables)
  if (isRefusal(url)) return url
  const injected = route.resolveHeaders(serving.variables)
  if (isRefusal(injected)) return injected
  const defaultQuery = route.resolveDefaultQuery(serving.variables)
  if (isRefusal(defaultQuery)) return defaultQuery
  exchange.upstream = url.host

  // The target's user info is a credential of the route like any other: it replaces the client's.
  const userInfo = route.injectedNames.has('authorization') ? null : url.authorization
  const withheld = key === null ? [] : keyCarriers(head, route.clientKey, key)
  if (userInfo !== null) withheld.push('authorization')

  const headers = ['host', url.host]
  addClientHeaders(headers, head, {
    injectedNames: route.injectedNames,
    forwardHeaders: route.forwardHeaders,
    withheld,
  })
  const clientEnd = headers.length
  for (const part of injected) headers.push(part)
  if (userInfo !== null) headers.push('Authorization', userInfo)
  const path = joinPath(url.path, rest) + mergeQuery(defaultQuery, url.query, target.query)
  const sent = { origin: url.origin, path, headers, clientEnd }
  exchange.sent = sent
  return { route, sent }
}

/** For a method that no route takes (RFC 9110 15.5.6). */
export const allowsOthers: readonly string[] = ['allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS']

function answerPreflight(
  { observer }: Serving,
  exchange: Exchange,
  response: ServerResponse,
  headers: readonly string[],
): void {
  exchange.status = 204
  exchange.statusText = 'No Content'
  response.sendDate = false
  response.writeHead(204, [...headers])
  endWith(exchange, response, observer, 'ok')
  response.end()
}

function answerOwn(
  { observer }: Serving,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  extras: readonly string[],
): void {
  endWith(exchange, response, observer, 'refused')
  answerRefusal(exchange, request, response, refusal, extras)
}

function endWith(
  exchange: Exchange,
  response: ServerResponse,
  observer: ExchangeObserver,
  outcome: 'ok' | 'refused',
): void {
  response.once('close', () => {
    exchange.outcome = response.writableFinished ? outcome : 'client_closed'
    exchange.endedAt = performance.now()
    observer.ended(exchange)
  })
}
