// Response: the upstream's status, headers, trailers and body.
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatPlural } from '../../../../shared/format.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { BodyViewer } from './body-viewer.tsx'
import { Note, Quiet, Scroll, Section } from './detail-parts.tsx'
import { bodyTitle } from './facts.ts'
import { CopyAll, HeadersTable } from './headers-table.tsx'

export function ResponseTab({ detail: { response, summary, error } }: { detail: ExchangeDetail }) {
  if (response === null)
    return summary.state === 'ended' ? (
      <EmptyState title="No response from the upstream">
        {error?.sentence ?? 'The exchange ended before one began.'}
        {summary.status !== null && ` Throughline answered ${summary.status}.`}
      </EmptyState>
    ) : (
      <EmptyState title="Waiting for the response" />
    )
  return (
    <Scroll>
      <Section
        title={[
          `${response.status} ${response.statusText}`.trim(),
          formatPlural(response.headers.length, 'header'),
        ].join(', ')}
        note={<CopyAll headers={response.headers} />}
      >
        {error !== null && <Note kind="danger">{error.sentence}</Note>}
        {response.headers.length === 0 ? (
          <Quiet>No headers.</Quiet>
        ) : (
          <HeadersTable label="Response headers" headers={response.headers} />
        )}
      </Section>
      {response.trailers.length > 0 && (
        <Section title={`Trailers, ${response.trailers.length}`}>
          <HeadersTable label="Response trailers" headers={response.trailers} />
        </Section>
      )}
      <BodyViewer id={summary.id} side="response" info={response.body} {...bodyTitle(summary)} />
    </Scroll>
  )
}
