// Request: what the client asked for, its headers, its query, and its body.
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { BodyViewer } from './body-viewer.tsx'
import { Quiet, Scroll, Section } from './detail-parts.tsx'
import { bodyTitle, queryParameters } from './facts.ts'
import { CopyAll, HeadersTable, ValuesTable } from './headers-table.tsx'

export function RequestTab({ detail: { client, summary } }: { detail: ExchangeDetail }) {
  const parameters = queryParameters(client.url)
  return (
    <Scroll>
      <Section title={`Headers as received, ${client.headers.length}`} note={<CopyAll headers={client.headers} />}>
        {client.headers.length === 0 ? (
          <Quiet>No headers.</Quiet>
        ) : (
          <HeadersTable label="Request headers" headers={client.headers} />
        )}
      </Section>
      {parameters.length > 0 && (
        <Section title={`Query parameters, ${parameters.length}`}>
          <ValuesTable label="Query parameters" values={parameters} />
        </Section>
      )}
      <BodyViewer id={summary.id} side="request" info={client.body} {...bodyTitle(summary)} />
    </Scroll>
  )
}
