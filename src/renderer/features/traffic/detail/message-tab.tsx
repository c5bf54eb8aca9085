// Message: what a language model was asked and what it said, joined from the whole answer; for others, JSON.
import { Copy, CornerDownRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatDuration, formatPlural } from '../../../../shared/format.ts'
import type { LlmView } from '../../../../shared/llm.ts'
import { call } from '../../../api.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Quantity } from '../../../ui/quantity.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { formatUsd } from '../amounts.ts'
import { BodyViewer } from './body-viewer.tsx'
import { Note, Quiet, Scroll } from './detail-parts.tsx'
import { useEventTotal } from './event-total.ts'
import { chooseTab } from './exchange-tabs.ts'
import { tokenSpeed } from './facts.ts'
import { copyText } from './headers-table.tsx'
import { keyed } from './keyed.ts'
import styles from './message.module.css'
import { Blocks } from './message-blocks.tsx'
import { answerText, awaitedResults, hasUsage, promptWords } from './message-facts.ts'
import { IngestedTable, RankingTable, UsageTable } from './message-tables.tsx'
import { messageView } from './message-view.ts'
import { useLiveQuery } from './use-live-query.ts'

const getView = (id: string) => call('exchanges.llm', { id })

const textViews = [
  { value: 'rendered', label: 'Rendered' },
  { value: 'plain', label: 'Plain' },
] as const

export function MessageTab({ detail }: { detail: ExchangeDetail }) {
  const { summary, response } = detail
  // Joining a long answer is work for main: less often than the rest.
  const { answer, retry } = useLiveQuery(summary.id, getView, 250)
  if (answer.status === 'loading') return <Skeleton />
  if (answer.status === 'gone') return <EmptyState title="Exchange is gone" />
  if (answer.status === 'failed')
    return (
      <EmptyState title="Could not read the message" action={<Button onClick={retry}>Retry</Button>}>
        {answer.message}
      </EmptyState>
    )
  if (answer.value === null && summary.stream === 'websocket')
    return (
      <EmptyState title="No single message" action={<Button onClick={() => chooseTab('events')}>Show events</Button>}>
        What both sides sent over the WebSocket is listed in Events.
      </EmptyState>
    )
  if (answer.value !== null) return <Message detail={detail} view={answer.value} />
  return (
    <Scroll>
      <div className={styles.fallback}>
        <Note kind="info">No call of a language model that is known by its shape, so the bodies are shown.</Note>
      </div>
      {response && <BodyViewer id={summary.id} side="response" info={response.body} title="Response body" />}
      <BodyViewer id={summary.id} side="request" info={detail.client.body} title="Request body" />
    </Scroll>
  )
}

function Message({ detail, view }: { detail: ExchangeDetail; view: LlmView }) {
  const { summary } = detail
  const isLive = summary.state !== 'ended'
  const awaited = awaitedResults(view)
  const { text, isPromptOpen } = useStore(messageView)
  const prompt = promptWords(view)
  const hasTables = view.ranking.length > 0 || view.ingested.length > 0
  return (
    <Scroll>
      <Facts view={view} isLive={isLive} />
      <div className={styles.bar}>
        <Source id={summary.id} view={view} isLive={isLive} />
        <span className="grow" />
        {view.output.length > 0 && (
          <>
            <Segments
              label="Message view"
              options={textViews}
              value={text}
              onValueChange={(next) => messageView.setState({ text: next })}
            />
            <IconButton
              icon={Copy}
              size="small"
              label="Copy message"
              onClick={() => copyText(answerText(view), 'the message')}
            />
          </>
        )}
      </div>
      <div className={styles.message}>
        {view.error && (
          <Note kind="danger">
            {view.error.message} {view.error.type !== null && <span className="mono">{view.error.type}</span>}
          </Note>
        )}
        {prompt !== '' && (
          <Fold
            head={
              <>
                <b>Prompt</b>
                <span className="ellipsis">{prompt}</span>
              </>
            }
            end={view.usage.input === null ? null : formatPlural(view.usage.input, 'token')}
            open={isPromptOpen}
            onOpenChange={(open) => messageView.setState({ isPromptOpen: open })}
          >
            <Prompt view={view} />
          </Fold>
        )}
        <Blocks
          blocks={view.output}
          isStreaming={isLive}
          reasoningTokens={view.usage.reasoning}
          reasoningMs={view.reasoningMs}
        />
        {view.output.length === 0 && !hasTables && !view.error && (
          <Quiet>{isLive ? 'Nothing has come yet.' : 'The answer holds no message.'}</Quiet>
        )}
        {!isLive && !view.isComplete && view.output.length > 0 && <Note kind="warn">The answer broke off here.</Note>}
        {awaited !== null && (
          <p className={styles.stop}>
            <Icon of={CornerDownRight} size={14} />
            <span>
              Stopped to wait for <b>{formatPlural(awaited, 'tool result')}</b>
            </span>
          </p>
        )}
      </div>
      <RankingTable ranking={view.ranking} />
      <IngestedTable ingested={view.ingested} />
      {hasUsage(view) && <UsageTable view={view} />}
    </Scroll>
  )
}

function Facts({ view, isLive }: { view: LlmView; isLive: boolean }) {
  const { usage, cost, finishReason, firstTokenMs, tokensPerSecond } = view
  if (view.api === 'langfuse-ingestion') return null
  const count = (tokens: number | null) => (tokens === null ? '–' : tokens.toLocaleString('en-US'))
  const isRanking = view.api === 'cohere-rerank' || view.api === 'openai-embeddings'
  return (
    <dl className={styles.stats} data-few={isRanking ? '' : undefined}>
      {!isRanking && (
        <Stat name="Finish">
          <span className="mono">{finishReason ?? (isLive ? 'streaming' : '–')}</span>
        </Stat>
      )}
      <Stat name="Tokens">
        {count(usage.input)}
        {!isRanking && (
          <>
            {' '}
            <span className={styles.light}>/</span> {count(usage.output)}
          </>
        )}
      </Stat>
      {!isRanking && (
        <>
          <Stat name="TTFT">
            <Quantity text={firstTokenMs === null ? null : formatDuration(firstTokenMs)} />
          </Stat>
          <Stat name="Speed">
            <Quantity text={tokensPerSecond === null ? null : tokenSpeed(tokensPerSecond)} />
          </Stat>
        </>
      )}
      <Stat name="Cost">{cost.total === null ? <Quantity text={null} /> : formatUsd(cost.total)}</Stat>
    </dl>
  )
}

function Stat({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.stat}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Source({ id, view, isLive }: { id: string; view: LlmView; isLive: boolean }) {
  const total = useEventTotal(view.isStreamed ? id : null)
  if (!view.isStreamed) return <span>{view.model ?? 'From one response'}</span>
  if (total === null) return <span>Joined from a stream</span>
  return (
    <span>
      Joined from {formatPlural(total, 'event')}
      {isLive && ' so far'}
    </span>
  )
}

function Prompt({ view }: { view: LlmView }) {
  return (
    <div className={styles.prompt}>
      {view.system !== null && (
        <section className={styles.turn}>
          <h3 className={styles.role}>system</h3>
          <p className={styles.plain}>{view.system}</p>
        </section>
      )}
      {keyed(view.prompt, ({ role }) => role).map(({ key, item }) => (
        <section key={key} className={styles.turn}>
          <h3 className={styles.role}>{item.role}</h3>
          <Blocks blocks={item.blocks} isStreaming={false} reasoningTokens={null} reasoningMs={null} />
        </section>
      ))}
      {view.tools.length > 0 && (
        <section className={styles.turn}>
          <h3 className={styles.role}>tools</h3>
          <ul className={styles.tools}>
            {view.tools.map((tool) => (
              <li key={tool.name}>
                <span className="mono">{tool.name}</span>
                {tool.description !== null && <span className={styles.dim}> {tool.description}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
