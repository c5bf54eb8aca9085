// Exchanges as the gateway makes them, passed to a recorder step by step.
import { onTestFinished } from 'vitest'
import type { RouteConfig } from '../../../src/main/config/config.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { Exchange } from '../../../src/main/gateway/exchange.ts'
import type { CapturedExchange } from '../../../src/main/inspector/captured.ts'
import { createRecorder, type Recorder, type RecorderOptions } from '../../../src/main/inspector/recorder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export interface PassingOptions {
  target?: string
  method?: string
  headers?: string[]
  route?: RouteConfig
  sent?: Exchange['sent']
  request?: Uint8Array | string
  responseHeaders?: string[]
  response?: Uint8Array | string
  trailers?: string[]
  status?: number
}

/** A recorder whose big bodies go to a folder of the test's own. */
export async function testRecorder(options: RecorderOptions = {}): Promise<Recorder> {
  const recorder = createRecorder({ folder: await temporaryFolder(), ...options })
  onTestFinished(() => recorder.close())
  return recorder
}

/** Passes exchanges to a recorder, counted as a gateway counts them. */
export function passing(recorder: Recorder) {
  let sequence = 0
  const begin = ({ target = '/v1/chat', method = 'POST', headers = [], ...more }: PassingOptions = {}): Exchange => {
    sequence++
    const exchange = new Exchange(`run-${sequence}`, sequence, method, target, headers, '1.1', '127.0.0.1:5000')
    exchange.route = more.route ?? null
    recorder.received(exchange)
    exchange.sent = more.sent ?? null
    exchange.upstream = more.sent ? new URL(more.sent.origin).host : null
    if (more.request !== undefined) send(exchange, more.request)
    return exchange
  }
  const send = (exchange: Exchange, bytes: Uint8Array | string) => {
    const chunk = lent(bytes)
    exchange.requestBytes += chunk.length
    recorder.sent(exchange, chunk)
    chunk.fill(0x58)
  }
  const respond = (exchange: Exchange, { responseHeaders = [], status = 200 }: PassingOptions = {}) => {
    exchange.status = status
    exchange.statusText = 'OK'
    exchange.firstByteAt = performance.now()
    exchange.responseHeaders = responseHeaders
    recorder.responded(exchange)
  }
  const stream = (exchange: Exchange, bytes: Uint8Array | string) => {
    const chunk = lent(bytes)
    exchange.responseBytes += chunk.length
    recorder.streamed(exchange, chunk)
    chunk.fill(0x58)
  }
  const end = (exchange: Exchange, { trailers }: PassingOptions = {}) => {
    exchange.responseTrailers = trailers ?? null
    exchange.outcome = 'ok'
    exchange.endedAt = performance.now()
    recorder.ended(exchange)
  }
  const pass = (options: PassingOptions = {}): string => {
    const exchange = begin(options)
    respond(exchange, options)
    if (options.response !== undefined) stream(exchange, options.response)
    end(exchange, options)
    return exchange.id
  }
  return { begin, send, respond, stream, end, pass }
}

/** As the gateway lends it: overwritten when the call has returned. */
function lent(bytes: Uint8Array | string): Buffer {
  return Buffer.from(bytes)
}

export function found(recorder: Recorder, id: string): CapturedExchange {
  const exchange = recorder.find(id)
  if (exchange === null) throw new Error(`${id} is not kept.`)
  return exchange
}

/** The first route of a config.yaml, of which only the route's own lines are given. */
export function routeOf(...lines: string[]): RouteConfig {
  const text = `general_settings:\n  pass_through_endpoints:\n    - ${lines.join('\n      ')}\n`
  const { config, problems } = parseConfig(text, { environment: {} })
  const route = config?.routes[0]
  if (!route) throw new Error(JSON.stringify(problems))
  return route
}
