// Both sides of a conflict, line by line: the user keeps the changes made here or takes the file's.
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import { AskedBody } from '../../asked-body.tsx'
import { DiffLines } from '../../diff-lines.tsx'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { Words } from '../../ui/words.tsx'
import { whyNotSaved } from '../routes/editor/save-state.ts'
import { routes } from '../routes/store.ts'
import styles from './compare-disk-dialog.module.css'
import { closeConfigDialog, configDialogs } from './config-dialogs-store.ts'
import { type DiskSides, loadSides } from './disk-sides.ts'
import { saveFile, takeFromDisk } from './file-actions.ts'

/** Stands once in the app. */
export function CompareDiskDialog() {
  const isOpen = useStore(configDialogs, (state) => state.open?.kind === 'compare')
  const name = useLive(routes).value?.file.name ?? 'config.yaml'
  return (
    <Dialog size="wide" open={isOpen} title={`Compare ${name}`} onClose={closeConfigDialog}>
      <AskedBody ask={loadSides} onClose={closeConfigDialog}>
        {(sides) => <Choice name={name} sides={sides} />}
      </AskedBody>
    </Dialog>
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
        {parts === null && <Words>There is no {name} on disk any more.</Words>}
        {parts !== null && isSame && <Words>Both are the same.</Words>}
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
