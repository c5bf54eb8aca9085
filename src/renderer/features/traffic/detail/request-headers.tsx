// The request's headers: what changed between as received and as sent, or either of the two whole.
import { useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { Segments } from '../../../ui/segments.tsx'
import { Quiet, Section } from './detail-parts.tsx'
import { headerDiff } from './header-diff.ts'
import { HeaderDiffTable } from './header-diff-table.tsx'
import { HeadersTable } from './headers-table.tsx'

const views = [
  { value: 'diff', label: 'Diff' },
  { value: 'received', label: 'Received' },
  { value: 'sent', label: 'Sent' },
] as const
type View = (typeof views)[number]['value']

export function RequestHeaders({ detail }: { detail: ExchangeDetail }) {
  const [view, setView] = useState<View>('diff')
  const { client, sent, summary } = detail
  const rows = headerDiff(detail)
  const hasSent = rows !== null
  const shown = hasSent ? view : 'received'
  return (
    <Section
      title="Request headers"
      note={
        <Segments
          label="Header view"
          options={views.map((option) => ({ ...option, disabled: !hasSent && option.value !== 'received' }))}
          value={shown}
          onValueChange={setView}
        />
      }
    >
      {shown === 'diff' && rows && <HeaderDiffTable rows={rows} route={summary.route} />}
      {shown === 'received' && <HeadersTable label="Headers as received" headers={client.headers} />}
      {shown === 'sent' && sent && <HeadersTable label="Headers as sent" headers={sent.headers} />}
      {!hasSent && <Quiet>Nothing was sent upstream.</Quiet>}
    </Section>
  )
}
