// Revert and Save, as they stand at the foot of the editor and of the YAML view.
import { useId, useState } from 'react'
import type { RoutesState } from '../../../shared/route.ts'
import { useShortcut } from '../../app-info.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { revertConfig } from './editor/revert-config.ts'
import { whyNotSaved } from './editor/save-state.ts'

interface SaveButtonsProps {
  state: RoutesState
  /** What was typed last is on its way to main. */
  isPending: boolean
  /** What a revert takes along, to be confirmed; null where it goes without saying. */
  warning: string | null
  /** Sends what was just typed. */
  onFlush: () => Promise<void>
  onSave: () => void
}

export function SaveButtons({ state, isPending, warning, onFlush, onSave }: SaveButtonsProps) {
  const id = useId()
  const shortcut = useShortcut('S')
  const [isAsking, setAsking] = useState(false)
  const { name } = state.file
  const reason = whyNotSaved(state, isPending)
  const isClean = !state.document.isDirty && !isPending

  const revert = async () => {
    setAsking(false)
    await onFlush()
    await revertConfig(name)
  }
  return (
    <>
      <Button
        kind="ghost"
        disabled={isClean}
        title={isClean ? 'There is nothing to take back.' : 'Back to the file as it was saved last.'}
        onClick={() => (warning === null ? void revert() : setAsking(true))}
      >
        Revert
      </Button>
      <Button
        kind="primary"
        disabled={reason !== null}
        title={reason ?? undefined}
        aria-describedby={reason === null ? undefined : id}
        onClick={onSave}
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
        {warning}
      </ConfirmDialog>
    </>
  )
}
