// How the test request goes: its exchange's status while it runs and after, and the way to it in Traffic.
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { formatDuration } from '../../../../shared/format.ts'
import { openPage } from '../../../pages.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { errorSentence, markOf, markWords, statusText } from '../../traffic/describe.ts'
import { openExchange, trafficStore } from '../../traffic/store.ts'
import styles from './test-result.module.css'

export function TestResult({ id, onClose }: { id: string; onClose: () => void }) {
  const exchange = useStore(trafficStore, ({ rows }) => rows.findLast((row) => row.id === id))
  const show = () => {
    openExchange(id)
    openPage('traffic')
  }
  return (
    <div className={styles.result} role="status" aria-label="Test request">
      {exchange === undefined ? (
        <span className={styles.words}>Sent.</span>
      ) : (
        <>
          <StatusMark mark={markOf(exchange)} label={markWords[markOf(exchange)]} />
          <span className={styles.status}>{statusText(exchange)}</span>
          {exchange.durationMs !== null && <span className={styles.words}>{formatDuration(exchange.durationMs)}</span>}
          <span className={styles.sentence}>{errorSentence(exchange)}</span>
        </>
      )}
      <span className="grow" />
      <Button kind="link" onClick={show}>
        Show in Traffic
      </Button>
      <IconButton icon={X} size="small" label="Dismiss" onClick={onClose} />
    </div>
  )
}
