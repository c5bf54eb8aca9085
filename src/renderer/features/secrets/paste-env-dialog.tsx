// Takes the lines of a .env file, pasted, dropped or chosen, and keeps those that the user picks as secrets.
import { type RefObject, useRef, useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { SecretsState } from '../../../shared/secret.ts'
import { call, messageOf } from '../../api.ts'
import { useDraft } from '../../leaving.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ErrorWords } from '../../ui/words.tsx'
import { EnvNames } from './env-names.tsx'
import { chosenNames, type EnvPreview, firstChoice } from './env-preview.ts'
import { EnvTextField } from './env-text-field.tsx'
import { type KeepIn, KeepInChoice } from './keep-in.tsx'
import { untilEnd } from './secret-words.ts'
import { importEnv } from './store.ts'

interface PasteEnvDialogProps {
  open: boolean
  state: SecretsState
  onClose: () => void
}

export function PasteEnvDialog({ open, state, onClose }: PasteEnvDialogProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open={open} title="Paste .env" onClose={onClose} initialFocus={field} holdsTyping>
      <PasteEnvForm state={state} field={field} onClose={onClose} />
    </Dialog>
  )
}

interface PasteEnvFormProps {
  state: SecretsState
  field: RefObject<HTMLTextAreaElement | null>
  onClose: () => void
}

function PasteEnvForm({ state: { keychain }, field, onClose }: PasteEnvFormProps) {
  const [preview, setPreview] = useState<EnvPreview | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [place, setPlace] = useState<KeepIn>('keychain')
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const asked = useRef(0)
  // A keychain can go while the dialog is open.
  const keepIn = keychain.available ? place : 'memory'
  const names = chosenNames(preview, chosen)

  /** The text stays in its field; main is asked what it would set. */
  const read = async (text: string) => {
    asked.current += 1
    const mine = asked.current
    setError(null)
    if (text.trim() === '') return setPreview(null)
    try {
      const next = await call('secrets.previewEnv', { text })
      if (mine !== asked.current) return
      setPreview(next)
      setChosen((before) => firstChoice(next, preview, before))
    } catch (cause) {
      if (mine === asked.current) setError(messageOf(cause))
    }
  }

  useDraft(() => (field.current?.value.trim() ? 'the pasted .env lines' : null))

  const save = async () => {
    const input = field.current
    if (!input || names.length === 0) return
    setSaving(true)
    setError(null)
    try {
      await importEnv({ text: input.value, names, keepIn })
      input.value = ''
      const saved = formatPlural(names.length, 'secret')
      showToast({
        title:
          keepIn === 'keychain'
            ? `Saved ${saved}.`
            : `${saved} ${names.length === 1 ? 'is' : 'are'} kept ${untilEnd(keychain)}.`,
      })
      onClose()
    } catch (cause) {
      setError(`${messageOf(cause)} Nothing was saved.`)
      setSaving(false)
    }
  }

  return (
    <DialogForm onSubmit={() => void save()}>
      <DialogBody>
        <EnvTextField field={field} onText={(text) => void read(text)} onProblem={setError} />
        {preview && <EnvNames preview={preview} chosen={chosen} onChosen={setChosen} />}
        <KeepInChoice keychain={keychain} value={keepIn} onValueChange={setPlace} />
        <ErrorWords>{error}</ErrorWords>
      </DialogBody>
      <DialogFoot note="All are saved, or none.">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={isSaving} disabled={names.length === 0}>
          {names.length === 0 ? 'Save secrets' : `Save ${formatPlural(names.length, 'secret')}`}
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}
