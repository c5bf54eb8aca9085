// Splits a request target and refuses what must not be forwarded (RFC 9112 3.2, RFC 3986 5.2.4).
import { type Refusal, refuse } from './refusal.ts'

export interface RequestTarget {
  /** Raw, byte for byte as it came. */
  readonly path: string
  /** Raw, without the question mark; null where there is none. */
  readonly query: string | null
}

/**
 * A segment that an upstream may take for `.` or `..`: plain or percent-encoded, alone or in front of a
 * path parameter (`..;x`), which some servers drop before they resolve.
 */
const dotSegment = /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?:;|%3b|[/\\]|%2f|%5c|$)/i

const notVisibleAscii = /[^\x21-\x7e]/

export function splitTarget(target: string): RequestTarget | Refusal {
  if (target.charCodeAt(0) !== 0x2f) {
    return refuse(
      'bad_request',
      'The request target must be a path: absolute-form and asterisk-form are not forwarded.',
    )
  }
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  if (notVisibleAscii.test(target))
    return refuse('bad_request', 'The request target holds a character that a URL cannot.')
  if (target.includes('#')) return refuse('bad_request', 'The request target holds a fragment.')
  if (path.includes('.') || path.includes('%2')) {
    if (dotSegment.test(path)) return refuse('bad_request', 'The path holds a "." or ".." segment.')
  }
  return { path, query: mark === -1 ? null : target.slice(mark + 1) }
}
