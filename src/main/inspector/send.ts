// Sends a new request through the gateway like any client, as the user's test of a route does.
import { CallError } from '../../shared/errors.ts'
import type { ReplayOptions } from './replay.ts'
import { checkedMethod, checkedTarget } from './replay-request.ts'
import { sendThroughGateway } from './send-through-gateway.ts'

export interface FreshRequest {
  method: string
  /** Path and query on the gateway. */
  target: string
  /** Name, value, name, value, … without Host and Content-Length. */
  headers: readonly string[]
  body: Uint8Array
}

/**
 * Answers the exchange's id as soon as it is known.
 * @throws CallError server_stopped | invalid_input
 */
export type Send = (request: FreshRequest) => Promise<string>

export function createSend({ gatewayUrl, tokens }: ReplayOptions): Send {
  return async ({ method, target, headers, body }) => {
    const url = gatewayUrl()
    if (url === null) throw new CallError('server_stopped')
    const request = {
      method: checkedMethod(method),
      target: checkedTarget(target),
      headers,
      body: { pieces: [body], length: body.length },
    }
    return sendThroughGateway(url, request, (onTaken) => tokens.issue(null, onTaken))
  }
}
