// The foot beside the text: take the changes back, or save them.
import { useId, useState } from 'react'
import type { RoutesState } from '../../../../shared/route.ts'
import { useShortcut } from '../../../app-info.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { save } from '../actions.ts'
import { revertConfig } from '../editor/revert-config.ts'
import { whyNotSaved } from '../editor/save-state.ts'
import { flushYaml } from './yaml-document.ts'
import styles from './yaml-pane.module.css'

export function YamlFoot({ state, isPending }: { state: RoutesState; isPending: boolean }) {
  const id = useId()
  const shortcut = useShortcut('S')
  const [isAsking, setAsking] = useState(false)
  const { name } = state.file
  const reason = whyNotSaved(state, isPending)
  const isClean = !state.document.isDirty && !isPending

  const revert = async () => {
    setAsking(false)
    await flushYaml()
    await revertConfig(name)
  }
  return (
    <div className={styles.foot}>
      <Button
        kind="ghost"
        disabled={isClean}
        title={isClean ? 'There is nothing to take back.' : 'Back to the file as it was saved last.'}
        onClick={() => setAsking(true)}
      >
        Revert
      </Button>
      <Button
        kind="primary"
        disabled={reason !== null}
        title={reason ?? undefined}
        aria-describedby={reason === null ? undefined : id}
        onClick={() => void save()}
      >
        Save
        <Kbd>{shortcut}</Kbd>
      </Button>
      <span id={id} className="visually-hidden">
        {reason}
      </span>
      <ConfirmDialog
        open={isAsking}
        title={`Revert ${name}?`}
        confirm="Revert"
        onConfirm={() => void revert()}
        onClose={() => setAsking(false)}
      >
        {name} goes back to how it was saved last. Undo brings the changes back.
      </ConfirmDialog>
    </div>
  )
}
