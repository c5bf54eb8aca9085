// Events: a stream's events as they came, with what was late standing out and the chosen one's payload below.
import { ArrowDownToLine, ChevronDown } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatBytes, formatCount, formatDuration, formatPlural } from '../../../../shared/format.ts'
import { call } from '../../../api.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { PaneBar } from '../../../ui/pane.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { useNow } from '../use-now.ts'
import { FailedNote, Note } from './detail-parts.tsx'
import { EventDensityPicture } from './event-density-picture.tsx'
import { EventList } from './event-list.tsx'
import { createEventLog, type EventLogState } from './event-log.ts'
import { EventPayload } from './event-payload.tsx'
import { eventRows, eventTypes, gapChoices, usualGapMs } from './event-rows.ts'
import styles from './events.module.css'
import { onExchangeChange } from './use-live-query.ts'

/** Live rows come at most this often. */
const beatMs = 100

function useEventLog(id: string): { state: EventLogState; retry: () => void } {
  const log = useMemo(() => createEventLog((from, count) => call('exchanges.messages', { id, from, count })), [id])
  const state = useStore(log.store)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onExchangeChange(id, () => {
      timer ??= setTimeout(() => {
        timer = undefined
        log.catchUp()
      }, beatMs)
    })
    log.catchUp()
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [id, log])
  return { state, retry: log.catchUp }
}

export function EventsTab({ detail }: { detail: ExchangeDetail }) {
  const { summary } = detail
  const { state, retry } = useEventLog(summary.id)
  if (summary.stream === null)
    return <EmptyState title="No events">This exchange is not a stream of events.</EmptyState>
  if (state.status === 'loading') return <Skeleton />
  if (state.status === 'failed' && state.messages.length === 0)
    return (
      <EmptyState title="Could not load the events" action={<Button onClick={retry}>Retry</Button>}>
        {state.message}
      </EmptyState>
    )
  if (state.messages.length === 0)
    return (
      <EmptyState title="No events yet">
        {summary.state === 'ended' ? 'The stream ended without one.' : 'They are listed here as they come.'}
      </EmptyState>
    )
  return <Events detail={detail} state={state} onRetry={retry} />
}

interface EventsProps {
  detail: ExchangeDetail
  state: EventLogState
  onRetry: () => void
}

function Events({ detail: { summary }, state, onRetry }: EventsProps) {
  const { messages, problems } = state
  const isLive = summary.state !== 'ended'
  const now = useNow(isLive)
  const nowMs = summary.durationMs ?? (isLive ? now - summary.receivedAt : 0)
  const [text, setText] = useState('')
  const [type, setType] = useState<string | null>(null)
  const [gapMs, setGapMs] = useState<number>(usualGapMs)
  const [selected, setSelected] = useState<number | null>(null)
  const [follow, setFollow] = useState(isLive)
  const rows = useMemo(() => eventRows(messages, { text, type, gapMs }), [messages, text, type, gapMs])
  const types = useMemo(() => eventTypes(messages), [messages])
  const chosen = selected === null ? undefined : messages[selected]
  const count = rows.reduce((sum, row) => sum + (row.kind === 'event' ? 1 : 0), 0)
  const size = messages.reduce((sum, message) => sum + message.size, 0)
  const last = messages.at(-1)?.atMs ?? null

  return (
    <div className={styles.events}>
      <EventDensityPicture messages={messages} gapMs={gapMs} nowMs={nowMs} />
      <PaneBar tone="surface">
        <SearchField
          size="small"
          label="Find in events"
          placeholder="Find in events"
          value={text}
          onValueChange={setText}
        />
        <Menu
          trigger={
            <Button size="small" className={styles.choice}>
              <span className="ellipsis">{type ?? 'All types'}</span>
              <Icon of={ChevronDown} size={12} />
            </Button>
          }
        >
          <MenuItem onSelect={() => setType(null)}>All types</MenuItem>
          {types.map((name) => (
            <MenuItem key={name} onSelect={() => setType(name)}>
              <span className="mono">{name}</span>
            </MenuItem>
          ))}
        </Menu>
        <span className="grow" />
        <span className={styles.gapWords}>Mark gaps over</span>
        <Menu
          align="end"
          trigger={
            <Button size="small" aria-label={`Mark gaps over ${formatDuration(gapMs)}`}>
              {formatDuration(gapMs)}
              <Icon of={ChevronDown} size={12} />
            </Button>
          }
        >
          {gapChoices.map((choice) => (
            <MenuItem key={choice} onSelect={() => setGapMs(choice)}>
              {formatDuration(choice)}
            </MenuItem>
          ))}
        </Menu>
      </PaneBar>
      {(problems.length > 0 || state.message !== null) && (
        <div className={styles.notes}>
          {problems.map((problem) => (
            <Note key={problem} kind="warn">
              {problem}
            </Note>
          ))}
          {state.message !== null && <FailedNote message={state.message} onRetry={onRetry} />}
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title="No events match">0 of {formatCount(messages.length)} match.</EmptyState>
      ) : (
        <EventList
          rows={rows}
          isWebSocket={summary.stream === 'websocket'}
          selected={selected}
          onSelect={setSelected}
          follow={follow}
          onFollowChange={setFollow}
          liveWords={
            isLive ? (last === null ? '' : `last event ${Math.max(0, (nowMs - last) / 1000).toFixed(1)} s ago`) : null
          }
        />
      )}
      {chosen && <EventPayload key={chosen.index} id={summary.id} message={chosen} />}
      <footer className={styles.foot}>
        {isLive && <StatusMark mark="live" label="Live" />}
        <span>
          {count === messages.length
            ? formatPlural(count, 'event')
            : `${formatCount(count)} of ${formatPlural(messages.length, 'event')}`}
        </span>
        <span className={styles.dot}>·</span>
        <span>{formatBytes(size)}</span>
        <span className="grow" />
        {isLive && (
          <Button
            kind="ghost"
            size="small"
            icon={ArrowDownToLine}
            aria-pressed={follow}
            onClick={() => setFollow(!follow)}
          >
            {follow ? 'Following' : 'Follow'}
          </Button>
        )}
      </footer>
    </div>
  )
}
