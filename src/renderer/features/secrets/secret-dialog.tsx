// Asks for a secret's name and value. The value is read once from its field, when it is saved.
import { type ClipboardEvent, type RefObject, useRef, useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { KeychainState, SecretsState, SecretView } from '../../../shared/secret.ts'
import { variableNamePattern } from '../../../shared/variable-name.ts'
import { messageOf } from '../../api.ts'
import { useDraft } from '../../leaving.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { type KeepIn, KeepInChoice } from './keep-in.tsx'
import { readPasted } from './pasted-value.ts'
import styles from './secret-dialog.module.css'
import { fillField, SecretValueField } from './secret-value-field.tsx'
import { isKept, statusReason, untilEnd } from './secret-words.ts'
import { saveSecret } from './store.ts'

const longestName = 200
const longestValue = 65_536

/** What the dialog was opened for: a new name, or a name that a row gave. */
export type SecretRequest = { secret: SecretView | null }

interface SecretDialogProps {
  request: SecretRequest | null
  state: SecretsState
  onClose: () => void
}

export function SecretDialog({ request, state, onClose }: SecretDialogProps) {
  // While the dialog fades out it still shows what it was opened for.
  const [shown, setShown] = useState(request)
  if (request && request !== shown) setShown(request)
  const field = useRef<HTMLInputElement>(null)
  const replaces = shown?.secret ? isKept(shown.secret) : false
  return (
    <Dialog
      open={request !== null}
      title={replaces ? 'Replace value' : 'Add secret'}
      onClose={onClose}
      initialFocus={field}
      holdsTyping
    >
      {shown && (
        <SecretForm key={shown.secret?.name} request={shown} state={state} firstField={field} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface SecretFormProps {
  request: SecretRequest
  state: SecretsState
  firstField: RefObject<HTMLInputElement | null>
  onClose: () => void
}

function SecretForm({ request, state, firstField, onClose }: SecretFormProps) {
  const { keychain } = state
  const given = request.secret
  const ownValueField = useRef<HTMLInputElement>(null)
  const valueField = given ? firstField : ownValueField
  const [name, setName] = useState(given?.name ?? '')
  const [chosen, setChosen] = useState<KeepIn>(given?.source === 'memory' ? 'memory' : 'keychain')
  const [nameError, setNameError] = useState<string | null>(null)
  const [valueError, setValueError] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  // A keychain can go while the dialog is open.
  const keepIn = keychain.available ? chosen : 'memory'
  const known = state.secrets.find((secret) => secret.name === name)

  const takeName = (pasted: string) => {
    if (given) return pasted === given.name
    setName(pasted)
    setNameError(null)
    return true
  }
  const onNamePaste = (event: ClipboardEvent) => {
    const pasted = readPasted(event.clipboardData.getData('text'))
    const input = valueField.current
    if (given || pasted.name === null || !input) return
    event.preventDefault()
    takeName(pasted.name)
    fillField(input, pasted.value)
    input.focus()
  }

  useDraft(() => {
    if (given !== null) return valueField.current?.value ? `the value of ${given.name}` : null
    if (name !== '') return `the secret ${name}`
    return valueField.current?.value ? 'the new secret' : null
  })

  const save = async () => {
    const input = valueField.current
    const problem = nameProblem(name)
    setNameError(problem)
    if (problem) firstField.current?.focus()
    if (!input || problem) return
    if (input.value === '' || input.value.length > longestValue) {
      setValueError(input.value === '' ? 'Enter a value.' : `Use at most ${formatPlural(longestValue, 'character')}.`)
      input.focus()
      return
    }
    setSaving(true)
    try {
      await saveSecret({ name, value: input.value, keepIn })
      input.value = ''
      showToast({ title: keepIn === 'keychain' ? `Saved ${name}.` : `${name} is kept ${untilEnd(keychain)}.` })
      onClose()
    } catch (error) {
      setValueError(`${messageOf(error)} Nothing was saved.`)
    } finally {
      setSaving(false)
    }
  }

  return (
    <DialogForm onSubmit={() => void save()}>
      <DialogBody>
        <TextField
          ref={given ? null : firstField}
          label="Name"
          className="mono"
          spellCheck={false}
          readOnly={given !== null}
          value={name}
          error={nameError}
          help={<NameHelp name={name} known={known} keychain={keychain} />}
          onPaste={onNamePaste}
          onChange={(event) => {
            setName(event.currentTarget.value.trim())
            setNameError(null)
          }}
        />
        <SecretValueField field={valueField} error={valueError} onError={setValueError} onName={takeName} />
        <KeepInChoice keychain={keychain} value={keepIn} onValueChange={setChosen} />
      </DialogBody>
      <DialogFoot note="If the environment also sets this name, this value wins.">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={saving} className={styles.save}>
          Save secret
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}

function nameProblem(name: string): string | null {
  if (name === '') return 'Enter a name.'
  if (name.length > longestName) return `Use at most ${longestName} characters.`
  return variableNamePattern.test(name) ? null : 'Use letters, digits and underscores, not starting with a digit.'
}

interface NameHelpProps {
  name: string
  known: SecretView | undefined
  keychain: KeychainState
}

function NameHelp({ name, known, keychain }: NameHelpProps) {
  return (
    <>
      In a route, write <code className="selectable">os.environ/{name || 'NAME'}</code>.
      {known && known.usedBy.length > 0 && (
        <>
          {' '}
          Used by <code>{known.usedBy.join(', ')}</code>.
        </>
      )}
      {known?.source === 'unreadable' && ` ${statusReason(known, keychain)}`}
      {known && isKept(known) && ' Saving replaces the value it has.'}
    </>
  )
}
