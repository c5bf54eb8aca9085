// Clears the list, once the user has said so: it cannot be taken back.
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import { attempt } from '../../attempt.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { clearTraffic } from './store.ts'
import styles from './traffic-page.module.css'

export function ClearButton({ count }: { count: number }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={Trash2} disabled={count === 0} onClick={() => setAsking(true)}>
        Clear {count > 0 && <span className={styles.count}>{formatCount(count)}</span>}
      </Button>
      <ConfirmDialog
        open={asking}
        title={`Clear ${formatPlural(count, 'exchange')}?`}
        confirm="Clear"
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void attempt(clearTraffic)
        }}
      >
        They cannot be brought back. The server keeps running.
      </ConfirmDialog>
    </>
  )
}
