// Sorts what can go wrong with an upstream into the error table, by code and never by text.
import type { GatewayErrorType } from '../../shared/errors.ts'
import { type Refusal, refuse } from './refusal.ts'

export interface UpstreamFailure {
  type: Extract<GatewayErrorType, `upstream_${string}`>
  /** Such as ECONNREFUSED, CERT_HAS_EXPIRED, HPE_INVALID_CONSTANT; UNKNOWN where there is none. */
  code: string
}

/** OpenSSL's verification results (X509_V_ERR_*) as Node names them, beside ERR_TLS_* and ERR_SSL_*. */
const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
  'EPROTO',
])

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

const protocolCodes = new Set([
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_RESPONSE',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_INFO',
])

export function classifyFailure(error: unknown): UpstreamFailure {
  const code = codeOf(error)
  if (timeoutCodes.has(code)) return { type: 'upstream_timeout', code }
  if (certificateCodes.has(code) || /^ERR_(TLS|SSL)_/.test(code)) return { type: 'upstream_tls', code }
  if (protocolCodes.has(code) || code.startsWith('HPE_')) return { type: 'upstream_protocol', code }
  return { type: 'upstream_unreachable', code }
}

/** @param host host and port of the upstream */
export function failureRefusal(failure: UpstreamFailure, host: string): Refusal {
  const message = {
    upstream_timeout: `${host} did not answer in time (${failure.code}).`,
    upstream_tls: `The TLS connection to ${host} failed (${failure.code}).`,
    upstream_protocol: `${host} did not answer in valid HTTP (${failure.code}).`,
    upstream_unreachable: `Could not reach ${host} (${failure.code}).`,
  }[failure.type]
  return { ...refuse(failure.type, message), code: failure.code }
}

/** An AggregateError of several tried addresses carries the code of the first; a wrapped error that of its cause. */
function codeOf(error: unknown): string {
  const { code, cause, errors, name } = error as { code?: unknown; cause?: unknown; errors?: unknown[]; name?: unknown }
  if (typeof code === 'string') {
    // undici says that the socket closed; its cause, where it has one, says why.
    const inner = code === 'UND_ERR_SOCKET' ? (cause as { code?: unknown } | undefined)?.code : undefined
    return typeof inner === 'string' ? inner : code
  }
  // undici's parser says what is wrong in words alone.
  if (name === 'HTTPParserError') return 'HPE_INVALID'
  if (errors?.[0] !== undefined) return codeOf(errors[0])
  return cause === undefined ? 'UNKNOWN' : codeOf(cause)
}
