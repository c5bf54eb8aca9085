// The editor's foot: try the route, take the changes back, save them.
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import { useShortcut } from '../../../app-info.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { editedRoutes, losesOthers } from './edited-routes.ts'
import styles from './editor-foot.module.css'
import { revertConfig } from './revert-config.ts'
import { whyNotSaved } from './save-state.ts'
import type { SnippetRoute } from './snippets/client-call.ts'
import { TestPopover } from './test-popover.tsx'
import { TestResult } from './test-result.tsx'

interface EditorFootProps {
  state: RoutesState
  route: SnippetRoute
  index: number
  isPending: boolean
  /** Sends what was just typed. */
  onFlush: () => Promise<void>
  onSave: () => void
}

export function EditorFoot({ state, route, index, isPending, onFlush, onSave }: EditorFootProps) {
  const id = useId()
  const shortcut = useShortcut('S')
  const hasOthers = useStore(editedRoutes, (edited) => losesOthers(edited, route.path))
  const [isAsking, setAsking] = useState(false)
  const [exchange, setExchange] = useState<string | null>(null)
  const reason = whyNotSaved(state, isPending)
  const isClean = !state.document.isDirty && !isPending

  const revert = async () => {
    setAsking(false)
    await onFlush()
    await revertConfig(state.file.name)
  }
  return (
    <>
      {exchange !== null && <TestResult id={exchange} onClose={() => setExchange(null)} />}
      <div className={styles.foot} data-pane-foot="">
        <TestPopover route={route} index={index} isUnsaved={!isClean} onSent={setExchange} />
        <span className="grow" />
        <Button
          kind="ghost"
          disabled={isClean}
          title={isClean ? 'There is nothing to take back.' : 'Back to the file as it was saved last.'}
          onClick={() => (hasOthers ? setAsking(true) : void revert())}
        >
          Revert
        </Button>
        <Button
          kind="primary"
          disabled={reason !== null}
          title={reason ?? undefined}
          aria-describedby={reason === null ? undefined : `${id}-reason`}
          onClick={onSave}
        >
          Save
          <Kbd>{shortcut}</Kbd>
        </Button>
        <span id={`${id}-reason`} className="visually-hidden">
          {reason}
        </span>
      </div>
      <ConfirmDialog
        open={isAsking}
        title={`Revert ${state.file.name}?`}
        confirm="Revert"
        onConfirm={() => void revert()}
        onClose={() => setAsking(false)}
      >
        Other changes in {state.file.name} are not saved either, and go back too. Undo brings them all back.
      </ConfirmDialog>
    </>
  )
}
