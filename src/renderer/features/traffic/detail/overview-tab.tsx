// Overview: what failed, the phases as bars, the facts, and the request's headers as received against as sent.
import type { ExchangeSummary } from '../../../../shared/exchange.ts'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatCount, formatDuration, formatElapsed } from '../../../../shared/format.ts'
import { Button } from '../../../ui/button.tsx'
import { openRoute } from '../../routes/store.ts'
import { createRouteFor, hasRoute, lacksRoute } from '../add-route.ts'
import { formatUsd } from '../amounts.ts'
import { useNow } from '../use-now.ts'
import { Dim, Fact, Facts, Note, Scroll, Section, Unknown } from './detail-parts.tsx'
import { clientName, closedWords, connectionWords, failedPhase, tokenSpeed } from './facts.ts'
import { RequestHeaders } from './request-headers.tsx'
import { timingLayout } from './timing.ts'
import { TimingBars } from './timing-bars.tsx'

export function OverviewTab({ detail }: { detail: ExchangeDetail }) {
  return (
    <Scroll>
      <Timing detail={detail} />
      <ExchangeFacts detail={detail} />
      <RequestHeaders detail={detail} />
    </Scroll>
  )
}

function Failure({ detail }: { detail: ExchangeDetail }) {
  const { error, summary } = detail
  if (error !== null)
    return (
      <Note
        kind="danger"
        action={
          lacksRoute(summary) && (
            <Button size="small" onClick={() => void createRouteFor(summary)}>
              Create a route for it
            </Button>
          )
        }
      >
        {error.sentence} <Dim>{[error.code, `Failed ${failedPhase(detail)}.`].filter(Boolean).join(' · ')}</Dim>
      </Note>
    )
  if (summary.outcome === 'client_closed') return <Note kind="info">{closedWords(summary)}</Note>
  return null
}

function Timing({ detail }: { detail: ExchangeDetail }) {
  const { summary, phases } = detail
  const isEnded = summary.state === 'ended'
  const now = useNow(!isEnded)
  const totalMs = summary.durationMs ?? Math.max(0, now - summary.receivedAt)
  const timing = timingLayout({ phases, totalMs, isEnded, stream: summary.stream })
  const notes = [
    isEnded ? `${formatDuration(totalMs)} total` : `${formatElapsed(totalMs)} so far`,
    summary.firstTokenMs !== null && `TTFT ${formatDuration(summary.firstTokenMs)}`,
    tokenRate(detail),
  ].filter((note) => note !== null && note !== false)
  return (
    <Section title="Timing" note={notes.join(' · ')}>
      <Failure detail={detail} />
      {timing.rows.length > 0 && (
        <TimingBars timing={timing} hint={summary.firstTokenMs === null ? null : 'first token'} />
      )}
    </Section>
  )
}

/** Output tokens by the time from the first of them to the end. */
function tokenRate({ summary }: ExchangeDetail): string | null {
  const { outputTokens, firstTokenMs, durationMs } = summary
  if (outputTokens === null || firstTokenMs === null || durationMs === null || durationMs <= firstTokenMs) return null
  return tokenSpeed((outputTokens * 1000) / (durationMs - firstTokenMs))
}

function ExchangeFacts({ detail }: { detail: ExchangeDetail }) {
  const { summary, client, sent } = detail
  const { inputTokens, outputTokens, costUsd } = summary
  const connection = connectionWords(detail)
  const name = clientName(detail)
  const origin = { client: null, replay: 'a replay', import: 'imported' }[summary.source]
  return (
    <Section title="Exchange">
      <Facts>
        <Fact name="Received" title={client.url}>
          <span className="mono ellipsis">{client.url}</span>
        </Fact>
        <Fact name="Sent to" title={sent?.url}>
          {sent ? <span className="mono ellipsis">{sent.url}</span> : <Dim>nothing was sent</Dim>}
        </Fact>
        <Fact name="Route">
          <RouteOf exchange={summary} />
        </Fact>
        <Fact name="Client">
          {name ?? <Unknown />}
          {client.address !== null && <Dim>from {client.address}</Dim>}
          <Dim>HTTP/{client.httpVersion}</Dim>
        </Fact>
        <Fact name="Upstream">
          {sent?.address ?? <Unknown />}
          {connection && <Dim>{connection}</Dim>}
        </Fact>
        <Fact name="Tokens">
          {inputTokens === null && outputTokens === null ? (
            <Unknown />
          ) : (
            `${inputTokens === null ? '–' : formatCount(inputTokens)} in, ${outputTokens === null ? '–' : formatCount(outputTokens)} out`
          )}
          {costUsd !== null && <Dim>{formatUsd(costUsd)}</Dim>}
        </Fact>
        {origin !== null && (
          <Fact name="Origin">
            {origin}
            {summary.replayOf !== null && <Dim>of {summary.replayOf}</Dim>}
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

/** Leads to the route's editor while the route is there. */
function RouteOf({ exchange }: { exchange: ExchangeSummary }) {
  const { route } = exchange
  if (route === null) return <Dim>none matched</Dim>
  if (!hasRoute(exchange)) return <span className="mono">{route}</span>
  return (
    <Button kind="link" title="Edit route" onClick={() => openRoute(route)}>
      <span className="mono">{route}</span>
    </Button>
  )
}
