// What each column shows of an exchange.
import { ArrowLeftRight, AudioLines, Pin, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { formatBytes, formatDuration, formatElapsed, formatTime } from '../../../shared/format.ts'
import { Cell } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { currentUrl } from '../server/store.ts'
import { formatTokens } from './amounts.ts'
import type { ColumnId } from './columns.ts'
import { errorSentence, errorText, markOf, markWords, splitPath, statusText } from './describe.ts'
import { DurationBar, type Ending } from './duration-bar.tsx'
import styles from './exchange-table.module.css'
import { firstTokenMs } from './list-order.ts'
import { useNow } from './use-now.ts'

interface CellProps {
  exchange: ExchangeSummary
  /** What a whole bar stands for, in milliseconds. */
  longestMs: number
}

export const exchangeCells: Record<ColumnId, (props: CellProps) => ReactNode> = {
  status: StatusCell,
  method: ({ exchange }) => (
    <Cell className={styles.method} title={exchange.method}>
      {exchange.stream === 'websocket' ? 'WS' : exchange.method}
    </Cell>
  ),
  path: PathCell,
  route: ({ exchange }) => <TextCell text={exchange.route} className={styles.route} />,
  model: ({ exchange }) => <TextCell text={exchange.model} className={styles.model} />,
  tokens: TokensCell,
  ttft: ({ exchange }) => {
    const ms = firstTokenMs(exchange)
    return (
      <Cell end>
        <Quantity text={ms === null ? null : formatDuration(ms)} />
      </Cell>
    )
  },
  duration: DurationCell,
  size: ({ exchange }) => (
    <Cell end>
      <Quantity text={exchange.state === 'waiting' ? null : formatBytes(exchange.responseBytes)} />
    </Cell>
  ),
  time: ({ exchange }) => (
    <Cell end className={styles.time}>
      {formatTime(exchange.receivedAt, Date.now())}
    </Cell>
  ),
}

function StatusCell({ exchange }: CellProps) {
  const mark = markOf(exchange)
  return (
    <Cell className={styles.status} title={errorSentence(exchange) ?? markWords[mark]}>
      <StatusMark mark={mark} label={markWords[mark]} />
      <span>{statusText(exchange)}</span>
    </Cell>
  )
}

function TextCell({ text, className }: { text: string | null; className: string | undefined }) {
  return (
    <Cell className={className} {...(text === null ? {} : { title: text })}>
      {text === null ? <Quantity text={null} /> : <span className="ellipsis">{text}</span>}
    </Cell>
  )
}

function PathCell({ exchange }: CellProps) {
  const { prefix, rest } = splitPath(exchange)
  const failure = errorText(exchange)
  const url = `${currentUrl()}${exchange.path}`
  const sentence = errorSentence(exchange)
  return (
    <Cell className={styles.path} title={sentence ? `${url}\n${sentence}` : url}>
      <span className={styles.parts}>
        {prefix && (
          <span className={styles.prefix}>
            <bdi>{prefix}</bdi>
          </span>
        )}
        <span className={styles.rest}>{rest}</span>
      </span>
      {failure && <span className={styles.failure}>{failure}</span>}
      <span className={styles.signs}>
        {exchange.source === 'replay' && (
          <span title="Replay">
            <Icon of={RotateCw} size={12} />
          </span>
        )}
        {exchange.stream !== null && (
          <span className={styles.stream} title={exchange.stream === 'sse' ? 'Event stream' : 'WebSocket'}>
            <Icon of={exchange.stream === 'sse' ? AudioLines : ArrowLeftRight} size={12} />
          </span>
        )}
        {exchange.isPinned && (
          <span className={styles.pinned} title="Pinned">
            <Icon of={Pin} size={12} />
          </span>
        )}
      </span>
    </Cell>
  )
}

function TokensCell({ exchange: { inputTokens, outputTokens } }: CellProps) {
  if (inputTokens === null && outputTokens === null)
    return (
      <Cell end>
        <Quantity text={null} />
      </Cell>
    )
  const words = (count: number | null) => (count === null ? <Quantity text={null} /> : formatTokens(count))
  return (
    <Cell end className={styles.tokens}>
      <span>
        <span className={styles.input}>{words(inputTokens)}</span>
        <span className={styles.slash}>/</span>
        {words(outputTokens)}
      </span>
    </Cell>
  )
}

const endings: Partial<Record<ReturnType<typeof markOf>, Ending>> = {
  live: 'live',
  aborted: 'aborted',
  error: 'failed',
}

function DurationCell({ exchange, longestMs }: CellProps) {
  const isLive = exchange.state !== 'ended'
  const now = useNow(isLive)
  const elapsed = isLive ? Math.max(0, now - exchange.receivedAt) : (exchange.durationMs ?? 0)
  return (
    <Cell className={styles.duration}>
      <span className={styles.elapsed}>
        <Quantity text={isLive ? formatElapsed(elapsed) : formatDuration(elapsed)} />
      </span>
      <DurationBar
        ms={elapsed}
        firstByteMs={exchange.firstByteMs}
        longestMs={longestMs}
        ending={endings[markOf(exchange)] ?? 'done'}
      />
    </Cell>
  )
}
