// Cross-origin answers for the origins that the user allowed (https://fetch.spec.whatwg.org/#http-cors-protocol).
import { headerValue, type ReceivedHead } from './received-request.ts'

/** The headers of an answer to an allowed origin: name, value, name, value. */
export function corsHeaders(origin: string): string[] {
  return ['access-control-allow-origin', origin, 'access-control-expose-headers', '*', 'vary', 'Origin']
}

/** An upstream's own grant would contradict ours. */
export function isCorsGrant(name: string): boolean {
  return name === 'access-control-allow-origin' || name === 'access-control-expose-headers'
}

/** null where the request is no preflight. */
export function preflightHeaders(method: string, head: ReceivedHead): string[] | null {
  if (method !== 'OPTIONS' || head.origin === null) return null
  const requested = headerValue(head, 'access-control-request-method')
  if (requested === null) return null
  const headers = [
    ...['access-control-allow-origin', head.origin],
    ...['access-control-allow-methods', requested],
    ...['access-control-max-age', '600'],
    ...['vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
  ]
  const requestedHeaders = headerValue(head, 'access-control-request-headers')
  if (requestedHeaders !== null) headers.push('access-control-allow-headers', requestedHeaders)
  if (headerValue(head, 'access-control-request-private-network') === 'true') {
    headers.push('access-control-allow-private-network', 'true')
  }
  return headers
}
