// Asks for a secret's name and value. The value lives in the field's DOM only: it is read once, when it is
// saved, and never stands in React state, a store or an attribute.
import { type ClipboardEvent, type FormEvent, useRef, useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { SecretsState, SecretView } from '../../../shared/secret.ts'
import { variableNamePattern } from '../../../shared/variable-name.ts'
import { messageOf } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './secret-dialog.module.css'
import { isKept } from './secret-words.ts'
import { saveSecret } from './store.ts'

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
  firstField: React.RefObject<HTMLInputElement | null>
  onClose: () => void
}

function SecretForm({ request, state, firstField, onClose }: SecretFormProps) {
  const { keychain } = state
  const given = request.secret
  const ownValueField = useRef<HTMLInputElement>(null)
  const valueField = given ? firstField : ownValueField
  const [name, setName] = useState(given?.name ?? '')
  const [keepIn, setKeepIn] = useState<'keychain' | 'memory'>(keychain.available ? 'keychain' : 'memory')
  const [length, setLength] = useState(0)
  const [lineBreakRemoved, setLineBreakRemoved] = useState(false)
  const [nameError, setNameError] = useState<string | null>(null)
  const [valueError, setValueError] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const known = state.secrets.find((secret) => secret.name === name)

  /** A password field drops line breaks by itself; here it is said, or refused where it would join lines. */
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    const trimmed = text.replace(/[\r\n]+$/, '')
    const joinsLines = /[\r\n]/.test(trimmed)
    setLineBreakRemoved(trimmed !== text && !joinsLines)
    if (!joinsLines) return
    event.preventDefault()
    setValueError('A value cannot hold a line break.')
  }

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
      showToast({ title: keepIn === 'keychain' ? `Saved ${name}.` : `${name} is kept until you quit.` })
      onClose()
    } catch (error) {
      setValueError(messageOf(error))
    } finally {
      setSaving(false)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }

  return (
    <form onSubmit={onSubmit} noValidate autoComplete="off">
      <DialogBody>
        <TextField
          ref={given ? null : firstField}
          label="Name"
          className="mono"
          spellCheck={false}
          readOnly={given !== null}
          value={name}
          error={nameError}
          help={<NameHelp name={name} known={known} />}
          onChange={(event) => {
            setName(event.currentTarget.value.trim())
            setNameError(null)
          }}
        />
        <TextField
          ref={valueField}
          label="Value"
          className="mono"
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          error={valueError}
          end={length > 0 && formatPlural(length, 'character')}
          help={`Write-only. You can replace it later, but not read it back.${lineBreakRemoved ? ' A trailing line break was removed.' : ''}`}
          onPaste={onPaste}
          onInput={(event) => {
            setLength(event.currentTarget.value.length)
            setValueError(null)
          }}
        />
        <RadioChoice
          label="Keep it in"
          value={keepIn}
          onValueChange={setKeepIn}
          options={[
            keychain.available
              ? { value: 'keychain', label: keychain.name, help: 'Encrypted. Kept when Throughline quits.' }
              : {
                  value: 'keychain',
                  label: 'OS keychain',
                  help: 'Not available on this computer now.',
                  disabled: true,
                },
            { value: 'memory', label: 'Memory', help: 'Gone when Throughline quits.' },
          ]}
        />
      </DialogBody>
      <DialogFoot note="If the environment also sets this name, this value wins.">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={saving} className={styles.save}>
          Save secret
        </Button>
      </DialogFoot>
    </form>
  )
}

function nameProblem(name: string): string | null {
  if (name === '') return 'Enter a name.'
  if (name.length > 200) return 'Use at most 200 characters.'
  return variableNamePattern.test(name) ? null : 'Use letters, digits and underscores, not starting with a digit.'
}

function NameHelp({ name, known }: { name: string; known: SecretView | undefined }) {
  return (
    <>
      In a route, write <code className="selectable">os.environ/{name || 'NAME'}</code>.
      {known && known.usedBy.length > 0 && (
        <>
          {' '}
          Used by <code>{known.usedBy.join(', ')}</code>.
        </>
      )}
      {known && isKept(known) && ' Saving replaces the value it has.'}
    </>
  )
}
