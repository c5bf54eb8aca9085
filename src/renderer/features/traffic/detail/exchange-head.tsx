// The pane's head: what the exchange is at a glance, and what can be done with it.
import { Copy, Pin, PinOff, RotateCw, SquarePen, X } from 'lucide-react'
import { useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatElapsed, formatTime } from '../../../../shared/format.ts'
import { attempt } from '../../../attempt.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { copyAs, copyUrl, replay, setPinned } from '../actions.ts'
import { markOf, markWords, statusText } from '../describe.ts'
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
        <span className={`${styles.path} ellipsis selectable`} title={detail.client.url}>
          {summary.path}
        </span>
        <span className="grow" />
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
  const word = summary.state === 'waiting' ? 'waiting' : summary.stream ? 'streaming' : 'receiving'
  return (
    <span className={styles.live}>
      {word}, {formatElapsed(Math.max(0, now - summary.receivedAt))}
    </span>
  )
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
      <IconButton
        icon={SquarePen}
        size="small"
        label="Edit and send"
        shortcut={withModifier('⇧R')}
        onClick={() => openEdit(id)}
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
      <IconButton
        icon={isPinned ? PinOff : Pin}
        size="small"
        label={isPinned ? 'Unpin' : 'Pin'}
        hint={isPinned ? 'Unpin' : 'Pin: keep it when the list is cleared or full'}
        onClick={() => void setPinned([id], !isPinned)}
      />
      <IconButton icon={X} size="small" label="Close pane" shortcut="Esc" onClick={onClose} />
    </span>
  )
}
