// The pane's head: what the exchange is at a glance, and what can be done with it.
import { Copy, Ellipsis, Pin, PinOff, RotateCw, SquarePen, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatElapsed, formatTime } from '../../../../shared/format.ts'
import { attempt } from '../../../attempt.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { copyAs, copyUrl, deleteExchanges, replay, setPinned } from '../actions.ts'
import { markOf, markWords, splitPath, statusText } from '../describe.ts'
import { useNow } from '../use-now.ts'
import { copyBody } from './copy-body.ts'
import { openEdit } from './exchange-dialogs-store.ts'
import styles from './exchange-pane.module.css'

const isMac = navigator.platform.startsWith('Mac')
/** `R` → `⌘R` or `Ctrl R`. */
const withModifier = (keys: string) => (isMac ? `⌘${keys}` : `Ctrl ${keys.replace('⇧', 'Shift ')}`)

const streamNames = { sse: 'SSE', websocket: 'WebSocket' }

export function ExchangeHead({ detail, onClose }: { detail: ExchangeDetail; onClose: () => void }) {
  const { summary } = detail
  const mark = markOf(summary)
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <span className={styles.badge} data-mark={mark}>
          <StatusMark mark={mark} label={markWords[mark]} />
          {statusText(summary)}
        </span>
        <span className={styles.method}>{summary.method}</span>
        <Path detail={detail} />
        <HeadActions detail={detail} onClose={onClose} />
      </div>
      <div className={styles.headSub}>
        {summary.upstream !== null && (
          <>
            <span className="mono ellipsis" title={summary.upstream}>
              {hostOf(summary.upstream)}
            </span>
            <span className={styles.dot}>·</span>
          </>
        )}
        {summary.model !== null && (
          <>
            <span className="ellipsis" title={summary.model}>
              {summary.model}
            </span>
            <span className={styles.dot}>·</span>
          </>
        )}
        {summary.stream !== null && (
          <>
            <span>{streamNames[summary.stream]}</span>
            <span className={styles.dot}>·</span>
          </>
        )}
        <Time detail={detail} />
      </div>
    </header>
  )
}

/** Where there is no room for all of it the route's part gives way first, from its start. */
function Path({ detail }: { detail: ExchangeDetail }) {
  const { prefix, rest } = splitPath(detail.summary)
  return (
    <span className={`${styles.path} selectable`} title={detail.client.url}>
      {prefix && (
        <span className={styles.prefix}>
          <bdi>{prefix}</bdi>
        </span>
      )}
      <span className="ellipsis">{rest}</span>
    </span>
  )
}

/** Without the port that its scheme implies; the whole is in the tooltip. */
function hostOf(upstream: string): string {
  return upstream.replace(/:(?:443|80)$/, '')
}

function Time({ detail: { summary } }: { detail: ExchangeDetail }) {
  const isLive = summary.state !== 'ended'
  const now = useNow(isLive)
  if (!isLive) {
    const millisecond = String(Math.floor(summary.receivedAt) % 1000).padStart(3, '0')
    return (
      <span className={styles.time}>
        {formatTime(summary.receivedAt, now)}.{millisecond}
      </span>
    )
  }
  const word = liveWord(summary)
  return (
    <span className={styles.live}>
      {word}, {formatElapsed(Math.max(0, now - summary.receivedAt))}
    </span>
  )
}

function liveWord({ state, stream }: ExchangeDetail['summary']): string {
  if (state === 'waiting') return 'waiting'
  if (stream === 'websocket') return 'open'
  return stream === 'sse' ? 'streaming' : 'receiving'
}

function HeadActions({ detail, onClose }: { detail: ExchangeDetail; onClose: () => void }) {
  const { id, isPinned } = detail.summary
  const [isReplaying, setReplaying] = useState(false)
  const onReplay = async () => {
    setReplaying(true)
    await replay(id)
    setReplaying(false)
  }
  return (
    <span className={styles.actions}>
      <IconButton
        icon={RotateCw}
        size="small"
        label="Replay"
        shortcut={withModifier('R')}
        disabled={isReplaying}
        onClick={() => void onReplay()}
      />
      <Menu trigger={<IconButton icon={Copy} size="small" label="Copy" />} align="end">
        <MenuItem shortcut={withModifier('⇧C')} onSelect={() => void copyAs(id, 'curl')}>
          Copy as curl
        </MenuItem>
        <MenuItem onSelect={() => void copyAs(id, 'fetch')}>Copy as fetch</MenuItem>
        <MenuItem onSelect={() => void copyAs(id, 'python')}>Copy as Python</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void copyUrl(id)}>Copy URL</MenuItem>
        <MenuItem
          disabled={detail.client.body.capturedBytes === 0}
          onSelect={() => void attempt(() => copyBody(id, 'request'))}
        >
          Copy request body
        </MenuItem>
        <MenuItem
          disabled={!detail.response?.body.capturedBytes}
          onSelect={() => void attempt(() => copyBody(id, 'response'))}
        >
          Copy response body
        </MenuItem>
      </Menu>
      <Menu trigger={<IconButton icon={Ellipsis} size="small" label="More" />} align="end">
        <MenuItem icon={SquarePen} shortcut={withModifier('⇧R')} onSelect={() => openEdit(id)}>
          Edit and send…
        </MenuItem>
        <MenuItem icon={isPinned ? PinOff : Pin} onSelect={() => void setPinned([id], !isPinned)}>
          {isPinned ? 'Unpin' : 'Pin: stays when the list is cleared or full'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} kind="danger" onSelect={() => void deleteExchanges([id])}>
          Delete
        </MenuItem>
      </Menu>
      <IconButton icon={X} size="small" label="Close pane" shortcut="Esc" onClick={onClose} />
    </span>
  )
}
