// How two exchanges differ: in their facts, in their headers, and in their bodies' lines.
import type { ExchangeDetail, HeaderField } from '../../../../shared/exchange-detail.ts'
import { formatBytes, formatCount, formatDuration } from '../../../../shared/format.ts'
import { formatUsd } from '../amounts.ts'
import { statusText } from '../describe.ts'
import type { HeaderDiffRow } from './header-diff.ts'

export interface ComparedFact {
  name: string
  /** An en dash where it is not known. */
  values: [string, string]
  differs: boolean
}

export function compareFacts(one: ExchangeDetail, other: ExchangeDetail): ComparedFact[] {
  const known = <Value>(value: Value | null, format: (value: Value) => string) => (value === null ? '–' : format(value))
  const facts: [string, (detail: ExchangeDetail) => string][] = [
    ['Status', ({ summary }) => statusText(summary)],
    ['Method', ({ summary }) => summary.method],
    ['Path', ({ summary }) => summary.path],
    ['Route', ({ summary }) => summary.route ?? '–'],
    ['Upstream', ({ summary }) => summary.upstream ?? '–'],
    ['Model', ({ summary }) => summary.model ?? '–'],
    ['Tokens in', ({ summary }) => known(summary.inputTokens, formatCount)],
    ['Tokens out', ({ summary }) => known(summary.outputTokens, formatCount)],
    ['Cost', ({ summary }) => known(summary.costUsd, formatUsd)],
    ['TTFT', ({ summary }) => known(summary.firstTokenMs, formatDuration)],
    ['Duration', ({ summary }) => known(summary.durationMs, formatDuration)],
    ['Request body', ({ summary }) => formatBytes(summary.requestBytes)],
    ['Response body', ({ summary }) => formatBytes(summary.responseBytes)],
  ]
  return facts.map(([name, read]) => {
    const values: [string, string] = [read(one), read(other)]
    return { name, values, differs: values[0] !== values[1] }
  })
}

/** Lines of the same name are compared in their order; names do not depend on case. */
export function compareHeaders(one: readonly HeaderField[], other: readonly HeaderField[]): HeaderDiffRow[] {
  const left = [...other]
  const rows = one.map((header): HeaderDiffRow => {
    const index = left.findIndex(({ name }) => name.toLowerCase() === header.name.toLowerCase())
    const match = index < 0 ? null : (left.splice(index, 1)[0] ?? null)
    const change = match === null ? 'removed' : match.value === header.value ? 'unchanged' : 'changed'
    return { change, name: header.name, received: header, sent: match, reason: null }
  })
  const added = left.map(
    (header): HeaderDiffRow => ({ change: 'added', name: header.name, received: null, sent: header, reason: null }),
  )
  const order = ['changed', 'added', 'removed', 'unchanged']
  return [...rows, ...added].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change))
}
