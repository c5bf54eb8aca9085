// Sends a captured request again, as it was or edited, through the gateway like any client.
import { request as startRequest } from 'node:http'
import { Readable } from 'node:stream'
import { CallError } from '../../shared/errors.ts'
import type { CapturedBody, CapturedExchange } from './captured.ts'
import { capturedPieces } from './captured-pieces.ts'
import { type ReplayEdit, type ReplayRequest, replayRequest } from './replay-request.ts'
import type { ReplayTokens } from './replay-tokens.ts'

export type { ReplayEdit } from './replay-request.ts'
export { createReplayTokens, type ReplayTokens } from './replay-tokens.ts'

export interface ReplayOptions {
  /** Where the gateway listens, such as http://127.0.0.1:4000; null while it does not. */
  gatewayUrl: () => string | null
  tokens: Pick<ReplayTokens, 'issue'>
}

/** The new exchange's id, and what could not be sent again since its value was masked. */
export interface Replayed {
  id: string
  omitted: string[]
}

/**
 * Answers when the new exchange's id is known; its response is read to its end in the background.
 * @throws CallError capture_incomplete | server_stopped | invalid_input
 */
export type Replay = (exchange: CapturedExchange, edit: ReplayEdit | null) => Promise<Replayed>

export function createReplay({ gatewayUrl, tokens }: ReplayOptions): Replay {
  return async (exchange, edit) => {
    const url = gatewayUrl()
    if (url === null) throw new CallError('server_stopped')
    const detail = exchange.detail()
    if (detail.summary.stream === 'websocket') {
      throw new CallError('invalid_input', 'A WebSocket cannot be sent again.')
    }
    const request = replayRequest(detail, edit)
    const captured = request.body === null ? exchange.body('request') : null
    if (captured !== null && !isWhole(captured)) throw new CallError('capture_incomplete')
    const id = await send(url, request, captured, (onTaken) => tokens.issue(exchange.id, onTaken))
    return { id, omitted: request.omitted }
  }
}

function isWhole({ info, isEnded }: CapturedBody): boolean {
  return isEnded && info.gap === null
}

async function send(
  gateway: string,
  { method, target, headers, body }: ReplayRequest,
  captured: CapturedBody | null,
  issueToken: (onTaken: (newId: string) => void) => string,
): Promise<string> {
  const { hostname, port, host } = new URL(gateway)
  const length = captured?.info.capturedBytes ?? body?.length ?? 0
  // Without one, these three would be sent in chunks.
  const framing = length > 0 || /^(POST|PUT|PATCH)$/.test(method) ? ['Content-Length', String(length)] : []
  return new Promise((resolve, reject) => {
    const token = issueToken(resolve)
    const request = startRequest({
      host: hostname.replaceAll(/[[\]]/g, ''),
      port,
      method,
      path: target,
      headers: ['Host', host, ...headers, 'x-throughline-replay', token, ...framing],
      agent: false,
      setDefaultHeaders: false,
    })
    // Too late for the answer once the id is known: the exchange itself tells how it ended.
    request.on('error', (error) => {
      if (error instanceof CallError) reject(error)
      else reject(new CallError('server_stopped', 'The gateway could not be reached.', { cause: error }))
    })
    request.on('response', (response) => {
      const id = response.headers['x-throughline-id']
      if (typeof id === 'string') resolve(id)
      else reject(new CallError('server_stopped', 'What answered was not the gateway.'))
      response.on('error', () => {})
      response.resume()
    })
    const pieces = captured === null ? [body ?? Buffer.alloc(0)] : capturedPieces(captured)
    const source = Readable.from(pieces, { objectMode: false })
    source.on('error', (error) => request.destroy(error))
    request.on('close', () => source.destroy())
    source.pipe(request)
  })
}
