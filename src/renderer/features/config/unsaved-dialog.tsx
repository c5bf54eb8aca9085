// Save, Discard or Cancel: what becomes of unsaved changes when another file is opened.
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type RefObject, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import styles from '../../ui/dialog.module.css'
import { DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { whyNotSaved } from '../routes/editor/save-state.ts'
import { routes } from '../routes/store.ts'
import { saveFile } from './file-actions.ts'
import { unsavedQuestion } from './unsaved-question.ts'

/** Stands once in the app. */
export function UnsavedDialog() {
  const asked = useStore(unsavedQuestion, (state) => state.asked)
  const save = useRef<HTMLButtonElement>(null)
  const answer = (mayGoOn: boolean) => unsavedQuestion.getState().asked?.answer(mayGoOn)
  return (
    <AlertDialog.Root
      open={asked !== null}
      onOpenChange={(next) => {
        if (!next) answer(false)
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup data-modal="" className={styles.popup} initialFocus={save}>
          <Question save={save} answer={answer} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

interface QuestionProps {
  save: RefObject<HTMLButtonElement | null>
  answer: (mayGoOn: boolean) => void
}

function Question({ save, answer }: QuestionProps) {
  const [isSaving, setSaving] = useState(false)
  const state = useLive(routes).value
  // As it was when the question came: while it goes away the changes are saved or gone.
  const [{ name, changedLines }] = useState({
    name: state?.file.name ?? 'config.yaml',
    changedLines: state?.document.changedLines ?? 0,
  })
  const reason = state && whyNotSaved(state, true)
  const saveFirst = async () => {
    setSaving(true)
    answer(await saveFile())
  }
  return (
    <>
      <div className={styles.head}>
        <AlertDialog.Title className={styles.title}>Save the changes in {name}?</AlertDialog.Title>
      </div>
      <DialogBody>
        <AlertDialog.Description className={styles.message}>
          {changedLines > 0
            ? `${formatPlural(changedLines, 'changed line is', 'changed lines are')} not saved.`
            : 'Changes are not saved.'}{' '}
          Discarded changes are gone.
        </AlertDialog.Description>
      </DialogBody>
      <DialogFoot note={reason}>
        <AlertDialog.Close render={<Button>Cancel</Button>} />
        <Button kind="danger" disabled={isSaving} onClick={() => answer(true)}>
          Discard
        </Button>
        <Button ref={save} kind="primary" busy={isSaving} disabled={reason !== null} onClick={() => void saveFirst()}>
          Save
        </Button>
      </DialogFoot>
    </>
  )
}
