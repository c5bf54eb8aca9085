// What Edit and send starts from, and what is wrong with what the user made of it.
import { type ExchangeDetail, mask } from '../../../../shared/exchange-detail.ts'
import { requestHead } from './raw-head.ts'

export interface DraftHeader {
  /** Tells the lines apart, whatever is typed. */
  key: number
  name: string
  value: string
}

export interface Draft {
  method: string
  target: string
  headers: DraftHeader[]
}

/** The gateway and the connection make these anew. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'keep-alive'])

export function draftOf(detail: ExchangeDetail): Draft {
  const [, target = '/'] = requestHead(detail).split('\n')[0]?.split(' ') ?? []
  const headers = detail.client.headers.flatMap(({ name, value }, key) =>
    ownHeaders.has(name.toLowerCase()) ? [] : [{ key, name, value }],
  )
  return { method: detail.summary.method, target, headers }
}

export interface DraftProblems {
  method: string | null
  target: string | null
  /** By the header's key. */
  headers: Map<number, string>
}

const token = /^[!#$%&'*+\-.^_`|~\w]+$/
/** What RFC 9110 lets stand in a field's value: no control characters but the tab. */
const fieldValue = /^[\t\x20-\x7e\x80-\uffff]*$/

export function draftProblems({ method, target, headers }: Draft): DraftProblems {
  const problems = new Map<number, string>()
  for (const { key, name, value } of headers) {
    if (!token.test(name))
      problems.set(key, name === '' ? 'Enter a name.' : 'The name holds a character that HTTP does not allow.')
    else if (!fieldValue.test(value)) problems.set(key, 'The value holds a control character.')
  }
  return {
    method: token.test(method) ? null : 'Enter a method, such as POST.',
    target: /^\/[^\s#]*$/.test(target) ? null : 'Start with / and leave out spaces and #.',
    headers: problems,
  }
}

export function hasProblems({ method, target, headers }: DraftProblems): boolean {
  return method !== null || target !== null || headers.size > 0
}

/** Whether a value still holds what was masked, so that it cannot be sent. */
export function isMaskedValue(value: string): boolean {
  return value.includes(mask)
}
