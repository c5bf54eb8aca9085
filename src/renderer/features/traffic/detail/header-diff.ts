// How the request's headers changed on their way: line by line, as received against as sent.
import type { ExchangeDetail, HeaderField, RemovalReason } from '../../../../shared/exchange-detail.ts'

export type HeaderChange = 'changed' | 'added' | 'removed' | 'unchanged'

export interface HeaderDiffRow {
  change: HeaderChange
  name: string
  /** As received; null where it was added. */
  received: HeaderField | null
  /** As sent; null where it was removed. */
  sent: HeaderField | null
  reason: RemovalReason | null
}

export const changeMarks: Record<HeaderChange, { sign: string; words: string }> = {
  changed: { sign: '~', words: 'Changed' },
  added: { sign: '+', words: 'Added' },
  removed: { sign: '−', words: 'Removed' },
  unchanged: { sign: '', words: 'Unchanged' },
}

export const removalWords: Record<RemovalReason, string> = {
  'hop-by-hop': 'hop-by-hop, not forwarded',
  replaced: 'replaced by the route',
  'client-key': 'key of Throughline, not forwarded',
  'not-forwarded': 'not forwarded',
  'set-by-gateway': 'set by Throughline',
}

const order: HeaderChange[] = ['changed', 'added', 'removed', 'unchanged']

/** Changed, added and removed headers first, in the order of the wire each; null where nothing was sent. */
export function headerDiff({ client, sent }: Pick<ExchangeDetail, 'client' | 'sent'>): HeaderDiffRow[] | null {
  if (sent === null) return null
  const reasons = new Map(client.removed.map(({ index, reason }) => [index, reason]))
  const left = [...sent.headers]
  const take = (name: string, isOwn: boolean): HeaderField | null => {
    const index = left.findIndex(
      (header) => header.name.toLowerCase() === name.toLowerCase() && (header.origin === 'client') === isOwn,
    )
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null)
  }
  const rows = client.headers.map((received, index): HeaderDiffRow => {
    const reason = reasons.get(index) ?? null
    const now = take(received.name, reason === null) ?? (reason === null ? take(received.name, false) : null)
    const isSame = reason === null && now !== null && now.value === received.value && now.name === received.name
    const change = now === null ? 'removed' : isSame ? 'unchanged' : 'changed'
    return { change, name: received.name, received, sent: now, reason }
  })
  for (const header of left)
    rows.push({ change: 'added', name: header.name, received: null, sent: header, reason: null })
  return order.flatMap((change) => rows.filter((row) => row.change === change))
}
