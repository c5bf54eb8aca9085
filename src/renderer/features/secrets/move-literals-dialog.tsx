// Moves credentials that stand in config.yaml in plain text into the keychain, under names that can be changed.
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import type { LiteralCredential } from '../../../shared/route.ts'
import { variableNamePattern } from '../../../shared/variable-name.ts'
import { messageOf } from '../../api.ts'
import { AskedBody } from '../../asked-body.tsx'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { CheckChoice } from '../../ui/check-choice.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ErrorWords, Words } from '../../ui/words.tsx'
import { routes } from '../routes/store.ts'
import { askLiterals, literalsSettleMs, moveLiterals } from './literals.ts'
import styles from './move-literals-dialog.module.css'
import { closeMoveLiterals, secretsDialogs } from './secrets-dialogs-store.ts'
import { secrets } from './store.ts'

export { openMoveLiterals } from './secrets-dialogs-store.ts'

/** Stands once in the app. */
export function MoveLiteralsDialog() {
  const { isMoving } = useStore(secretsDialogs)
  return (
    <Dialog size="wide" open={isMoving} title="Move credentials to the keychain" onClose={closeMoveLiterals}>
      <AskedBody ask={askLiterals} settleMs={literalsSettleMs} onClose={closeMoveLiterals}>
        {(list) => (list.length > 0 ? <MoveForm list={list} /> : <NothingToMove />)}
      </AskedBody>
    </Dialog>
  )
}

function NothingToMove() {
  const file = useFileName()
  return (
    <>
      <DialogBody>
        <Words>No credential stands in {file} in plain text.</Words>
      </DialogBody>
      <DialogFoot>
        <Button onClick={closeMoveLiterals}>Close</Button>
      </DialogFoot>
    </>
  )
}

const useFileName = () => useLive(routes).value?.file.name ?? 'config.yaml'

function MoveForm({ list }: { list: readonly LiteralCredential[] }) {
  const file = useFileName()
  const keychain = useLive(secrets).value?.keychain
  const isAvailable = keychain?.available ?? false
  // By the place in the file, so that a change of the file keeps what the user has chosen.
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isTried, setTried] = useState(false)
  const [isMoving, setMoving] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const nameOf = ({ key, suggestedName }: LiteralCredential) => names[key] ?? suggestedName
  const chosen = list.filter(({ key }) => !left.has(key))

  const move = async () => {
    setTried(true)
    if (chosen.some((literal) => !variableNamePattern.test(nameOf(literal)))) return
    setMoving(true)
    setFailure(null)
    try {
      const { document } = await moveLiterals({
        literals: chosen.map((literal) => ({ key: literal.key, name: nameOf(literal) })),
        keepIn: 'keychain',
      })
      const moved = `Moved ${formatPlural(chosen.length, 'credential')} to ${keychain?.name}.`
      showToast({ title: document.isDirty ? `${moved} ${file} is not saved yet.` : moved })
      closeMoveLiterals()
    } catch (error) {
      setFailure(`${messageOf(error)} Nothing was moved.`)
      setMoving(false)
    }
  }

  return (
    <DialogForm onSubmit={() => void move()}>
      <DialogBody>
        <Words>
          Each value is kept in {keychain?.available ? keychain.name : 'the OS keychain'}, and {file} names it as{' '}
          <code>os.environ/NAME</code> instead.
        </Words>
        <ErrorWords>
          {isAvailable
            ? null
            : `OS keychain not available: moved to memory, the values would be gone when Throughline quits. They stay in ${file}.`}
        </ErrorWords>
        <ul className={styles.list} aria-label="Credentials">
          {list.map((literal) => (
            <LiteralRow
              key={literal.key}
              literal={literal}
              name={nameOf(literal)}
              isChosen={!left.has(literal.key)}
              isTried={isTried}
              onName={(name) => {
                setNames({ ...names, [literal.key]: name })
                setFailure(null)
              }}
              onChoose={(isChosen) => {
                const next = new Set(left)
                if (isChosen) next.delete(literal.key)
                else next.add(literal.key)
                setLeft(next)
              }}
            />
          ))}
        </ul>
        <ErrorWords>{failure}</ErrorWords>
      </DialogBody>
      <DialogFoot note={`${chosen.length} of ${formatPlural(list.length, 'credential')} chosen.`}>
        <Button onClick={closeMoveLiterals}>Cancel</Button>
        <Button type="submit" kind="primary" busy={isMoving} disabled={!isAvailable || chosen.length === 0}>
          Move {chosen.length > 0 ? formatPlural(chosen.length, 'credential') : 'credentials'}
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}

interface LiteralRowProps {
  literal: LiteralCredential
  name: string
  isChosen: boolean
  isTried: boolean
  onName: (name: string) => void
  onChoose: (isChosen: boolean) => void
}

function LiteralRow({ literal, name, isChosen, isTried, onName, onChoose }: LiteralRowProps) {
  const isValid = variableNamePattern.test(name)
  const place = literal.key.replace(/^pass_through_endpoints\[\d+\]\./, '')
  return (
    <li className={styles.row}>
      <CheckChoice
        label={<code>{literal.routePath ?? place}</code>}
        help={literal.routePath === null ? 'general_settings' : <code>{place}</code>}
        checked={isChosen}
        onCheckedChange={onChoose}
      />
      <TextField
        label="Name of the secret"
        className="mono"
        spellCheck={false}
        value={name}
        disabled={!isChosen}
        error={
          isTried && isChosen && !isValid ? 'Use letters, digits and underscores, not starting with a digit.' : null
        }
        onChange={(event) => onName(event.currentTarget.value.trim())}
      />
    </li>
  )
}
