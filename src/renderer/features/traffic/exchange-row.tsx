// One exchange as a row of the list.
import { AudioLines } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { formatBytes, formatDuration, formatElapsed, formatTime } from '../../../shared/format.ts'
import { classNames } from '../../ui/class-names.ts'
import { Cell, GridRow } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { describeExchange, errorSentence, errorText, markOf, markWords, splitPath, statusText } from './describe.ts'
import { DurationBar, type Ending } from './duration-bar.tsx'
import styles from './exchange-table.module.css'
import { select } from './store.ts'

interface ExchangeRowProps {
  exchange: ExchangeSummary
  index: number
  /** Distance of the row from the top of the list, in pixels. */
  top: number
  selected: boolean
  longestMs: number
  /** The time for a row in flight to count to; null for one that ended, so that it is not drawn again. */
  now: number | null
}

export const rowId = (id: string) => `exchange-${id}`

export const ExchangeRow = memo(function ExchangeRow({
  exchange,
  index,
  top,
  selected,
  longestMs,
  now,
}: ExchangeRowProps) {
  const mark = markOf(exchange)
  const { prefix, rest } = splitPath(exchange)
  const failure = errorText(exchange)
  const sentence = errorSentence(exchange)
  const live = now !== null
  const elapsed = live ? Math.max(0, now - exchange.receivedAt) : (exchange.durationMs ?? 0)
  const ending: Ending =
    mark === 'live' ? 'live' : mark === 'aborted' ? 'aborted' : mark === 'error' ? 'failed' : 'done'
  const style: CSSProperties = { transform: `translateY(${top}px)` }

  return (
    <GridRow
      id={rowId(exchange.id)}
      index={index}
      className={classNames(styles.row)}
      style={style}
      data-mark={mark}
      aria-selected={selected}
      aria-label={describeExchange(exchange)}
      onMouseDown={() => select(exchange.id)}
    >
      <Cell className={styles.status} title={sentence ?? markWords[mark]}>
        <StatusMark mark={mark} label={markWords[mark]} />
        <span>{statusText(exchange)}</span>
      </Cell>
      <Cell className={styles.method}>{exchange.method}</Cell>
      <Cell className={styles.path} title={sentence ? `${exchange.path}\n${sentence}` : exchange.path}>
        <span className={styles.parts}>
          {prefix && (
            <span className={styles.prefix}>
              <bdi>{prefix}</bdi>
            </span>
          )}
          <span className={styles.rest}>{rest}</span>
        </span>
        {failure && <span className={styles.failure}>{failure}</span>}
        {exchange.mediaType === 'text/event-stream' && (
          <span className={styles.stream} title="Event stream">
            <Icon of={AudioLines} size={12} />
          </span>
        )}
      </Cell>
      <Cell className={styles.route}>
        {exchange.route === null ? <Quantity text={null} /> : <span className="ellipsis">{exchange.route}</span>}
      </Cell>
      <Cell end className={styles.firstByte}>
        <Quantity text={exchange.firstByteMs === null ? null : formatDuration(exchange.firstByteMs)} />
      </Cell>
      <Cell className={styles.duration}>
        <span className={styles.elapsed}>
          <Quantity text={live ? formatElapsed(elapsed) : formatDuration(elapsed)} />
        </span>
        <DurationBar ms={elapsed} firstByteMs={exchange.firstByteMs} longestMs={longestMs} ending={ending} />
      </Cell>
      <Cell end className={styles.size}>
        <Quantity text={exchange.state === 'waiting' ? null : formatBytes(exchange.responseBytes)} />
      </Cell>
      <Cell end className={styles.time}>
        {formatTime(exchange.receivedAt, Date.now())}
      </Cell>
    </GridRow>
  )
})
