// Sends a captured request again, as it was or edited, through the gateway like any client.
import { CallError } from '../../shared/errors.ts'
import type { CapturedBody, CapturedExchange } from './captured.ts'
import { capturedPieces } from './captured-pieces.ts'
import { type ReplayEdit, replayRequest } from './replay-request.ts'
import type { ReplayTokens } from './replay-tokens.ts'
import { sendThroughGateway } from './send-through-gateway.ts'

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
    const body =
      captured === null
        ? { pieces: [request.body ?? Buffer.alloc(0)], length: request.body?.length ?? 0 }
        : { pieces: capturedPieces(captured), length: captured.info.capturedBytes }
    const id = await sendThroughGateway(url, { ...request, body }, (onTaken) => tokens.issue(exchange.id, onTaken))
    return { id, omitted: request.omitted }
  }
}

function isWhole({ info, isEnded }: CapturedBody): boolean {
  return isEnded && info.gap === null
}
