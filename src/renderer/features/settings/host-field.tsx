// From where the server can be reached: this computer, every network, or one address; opening it to others is confirmed.
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../api.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { routes } from '../routes/store.ts'
import { everyNetwork, isOpen, type Reach, reachOf, readHost, thisComputer } from './server-address.ts'
import styles from './server-section.module.css'
import { moveServer } from './server-store.ts'
import type { News } from './settings-section.tsx'

const choices: { value: Reach; label: string; help?: string }[] = [
  { value: 'computer', label: 'This computer only', help: thisComputer },
  { value: 'networks', label: 'Every network of this computer', help: everyNetwork },
  { value: 'other', label: 'Another address', help: 'One network, or a name.' },
]

interface HostFieldProps {
  host: string
  onNews: (news: News) => void
}

export function HostField({ host, onNews }: HostFieldProps) {
  const [isTyping, setTyping] = useState(false)
  /** null: the address in use. */
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  /** The address that is to be confirmed. */
  const [asked, setAsked] = useState<string | null>(null)
  const [isMoving, setMoving] = useState(false)
  const reach = reachOf(host)
  const shown = isTyping ? 'other' : reach

  const fail = (message: string) => {
    setProblem(message)
    onNews({ words: `Reachable from: ${message}`, isProblem: true })
  }
  const move = async (to: string) => {
    setAsked(null)
    setMoving(true)
    try {
      const error = await moveServer({ host: to })
      if (error) return fail(error.message)
      setProblem(null)
      setTyping(false)
      setTyped(null)
      onNews({ words: `Saved: ${to}.`, isProblem: false })
    } catch (error) {
      fail(messageOf(error))
    } finally {
      setMoving(false)
    }
  }
  const want = (to: string) => {
    if (to === host) setTyping(false)
    else if (isOpen(to)) setAsked(to)
    else void move(to)
  }
  const choose = (choice: Reach) => {
    setProblem(null)
    if (choice === 'other') return setTyping(true)
    want(choice === 'computer' ? thisComputer : everyNetwork)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { value, problem: wrong } = readHost(typed ?? host)
    if (value === null) fail(wrong)
    else want(value)
  }
  return (
    <div className={styles.hostField}>
      <RadioChoice label="Reachable from" options={choices} value={shown} onValueChange={choose} />
      {shown === 'other' ? (
        <form className={styles.otherHost} noValidate onSubmit={onSubmit}>
          <TextField
            label="Address"
            className="mono"
            value={typed ?? (reach === 'other' ? host : '')}
            placeholder="192.168.1.20"
            error={problem}
            help="An address or a name of this computer."
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setProblem(null)
            }}
          />
          <Button type="submit" busy={isMoving} className={styles.listen}>
            Listen there
          </Button>
        </form>
      ) : (
        problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )
      )}
      <OpenDialog host={asked} onConfirm={(to) => void move(to)} onClose={() => setAsked(null)} />
    </div>
  )
}

interface OpenDialogProps {
  /** null: not open. */
  host: string | null
  onConfirm: (host: string) => void
  onClose: () => void
}

function OpenDialog({ host, onConfirm, onClose }: OpenDialogProps) {
  const hasKey = useLive(routes).value?.hasMasterKey ?? false
  return (
    <ConfirmDialog
      open={host !== null}
      title="Let other devices in?"
      confirm={`Listen on ${host ?? ''}`}
      onConfirm={() => {
        if (host !== null) onConfirm(host)
      }}
      onClose={onClose}
    >
      Others on your network can reach Throughline then and use the credentials in your routes. Every route needs the
      client key, also those without <code>auth: true</code>.{' '}
      {!hasKey && (
        <>
          config.yaml names no client key yet, so every request is answered 401 until{' '}
          <code>general_settings.master_key</code> is set.{' '}
        </>
      )}
      Traffic is not encrypted on its way.
    </ConfirmDialog>
  )
}
