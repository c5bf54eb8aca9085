// Asks which variable holds the key that clients must send on routes with "Require client key".
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { variableNamePattern } from '../../../shared/variable-name.ts'
import { messageOf } from '../../api.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { secrets } from '../secrets/store.ts'
import { setMasterKey } from './actions.ts'
import { askForSecrets, closeMasterKey, routesDialogs } from './dialogs-store.ts'

const usualName = 'THROUGHLINE_KEY'

export function MasterKeyDialog() {
  const isOpen = useStore(routesDialogs, (dialogs) => dialogs.isMasterKeyOpen)
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog open={isOpen} title="Set client key" onClose={closeMasterKey} initialFocus={field}>
      <MasterKeyForm field={field} />
    </Dialog>
  )
}

function MasterKeyForm({ field }: { field: React.RefObject<HTMLInputElement | null> }) {
  const known = useLive(secrets).value?.secrets ?? []
  const [name, setName] = useState(usualName)
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)

  const submit = async () => {
    if (!variableNamePattern.test(name)) {
      setError('Use letters, digits and underscores, not starting with a digit.')
      field.current?.focus()
      return
    }
    setSaving(true)
    try {
      await setMasterKey(name)
    } catch (reason) {
      setError(messageOf(reason))
      return
    } finally {
      setSaving(false)
    }
    closeMasterKey()
    const source = known.find((secret) => secret.name === name)?.source ?? 'missing'
    if (source === 'missing' || source === 'unreadable') askForSecrets([name])
  }
  return (
    <DialogForm onSubmit={() => void submit()}>
      <DialogBody>
        <TextField
          ref={field}
          label="Name of the variable"
          className="mono"
          spellCheck={false}
          value={name}
          error={error}
          help={
            <>
              The file will say <code>master_key: os.environ/{name || 'NAME'}</code>. Its value stays out of the file.
            </>
          }
          onChange={(event) => {
            setName(event.currentTarget.value.trim())
            setError(null)
          }}
        />
      </DialogBody>
      <DialogFoot note="Clients send it as their API key.">
        <Button onClick={closeMasterKey}>Cancel</Button>
        <Button type="submit" kind="primary" busy={isSaving}>
          Set client key
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}
