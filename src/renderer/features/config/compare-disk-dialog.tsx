// Both sides of a conflict, line by line: the user keeps the changes made here or takes the file's.
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import { DiffLines } from '../../diff-lines.tsx'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { whyNotSaved } from '../routes/editor/save-state.ts'
import { routes } from '../routes/store.ts'
import styles from './compare-disk-dialog.module.css'
import { closeConfigDialog, configDialogs } from './config-dialogs-store.ts'
import { type DiskSides, loadSides } from './disk-sides.ts'
import { saveFile, takeFromDisk } from './file-actions.ts'
import { useAsked } from './use-asked.ts'

/** Stands once in the app. */
export function CompareDiskDialog() {
  const isOpen = useStore(configDialogs, (state) => state.open?.kind === 'compare')
  const name = useLive(routes).value?.file.name ?? 'config.yaml'
  return (
    <Dialog size="wide" open={isOpen} title={`Compare ${name}`} onClose={closeConfigDialog}>
      <Sides name={name} />
    </Dialog>
  )
}

function Sides({ name }: { name: string }) {
  const { answer, retry } = useAsked(loadSides)
  if (answer.status === 'ready') return <Choice name={name} sides={answer.value} />
  return (
    <>
      <DialogBody>
        {answer.status === 'loading' ? (
          <Skeleton />
        ) : (
          <p role="alert" className={styles.error}>
            {answer.message}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={closeConfigDialog}>Close</Button>
        {answer.status === 'failed' && <Button onClick={retry}>Retry</Button>}
      </DialogFoot>
    </>
  )
}

function Choice({ name, sides: { parts, mine, theirs } }: { name: string; sides: DiskSides }) {
  const [isBusy, setBusy] = useState(false)
  const state = useLive(routes).value
  const reason = state && whyNotSaved(state, true)
  const isSame = mine + theirs === 0
  const choose = async (action: () => Promise<boolean>) => {
    setBusy(true)
    if (await action()) closeConfigDialog()
    else setBusy(false)
  }
  return (
    <>
      <DialogBody>
        <div className={styles.legend}>
          <span data-side="mine">
            <b>−</b> Yours: {formatPlural(mine, 'line')} not on disk
          </span>
          <span data-side="theirs">
            <b>+</b> On disk: {formatPlural(theirs, 'line')} not in yours
          </span>
        </div>
        {parts === null && <p className={styles.words}>There is no {name} on disk any more.</p>}
        {parts !== null && isSame && <p className={styles.words}>Both are the same.</p>}
        {parts !== null && !isSame && (
          <DiffLines label="Differences" parts={parts} words={{ removed: 'Yours only', added: 'On disk only' }} />
        )}
      </DialogBody>
      <DialogFoot note={reason ?? 'What you keep replaces the file on disk.'}>
        <Button onClick={closeConfigDialog}>Cancel</Button>
        <Button disabled={isBusy || parts === null} onClick={() => void choose(takeFromDisk)}>
          Use the file’s
        </Button>
        <Button
          kind="primary"
          disabled={isBusy || reason !== null}
          onClick={() => void choose(() => saveFile({ overwrite: true }))}
        >
          Keep mine
        </Button>
      </DialogFoot>
    </>
  )
}
