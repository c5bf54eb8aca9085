// Answers CONNECT: the gateway has routes and is nobody's proxy, and says so instead of hanging up.
import { answerDetached, type DetachedRequest, refuseDetached } from './detached-response.ts'
import { allowsOthers } from './handle-request.ts'
import { refuse } from './refusal.ts'

const explanation =
  'CONNECT is never forwarded: this server is a gateway with routes, not a proxy. Use its address in the place of the API’s.'

/** Whatever Host it names: nothing is spent on this answer, and it is meant for who took the gateway for a proxy. */
export function refuseConnect(request: DetachedRequest, extras: readonly string[]): void {
  const answering = answerDetached(request)
  if (answering) refuseDetached(request, answering, refuse('method_not_allowed', explanation, allowsOthers), extras)
}
