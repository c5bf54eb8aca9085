// The server's port: taken when the field is left or Enter is pressed; a port in use names who has it and offers another.
import { type KeyboardEvent, useState } from 'react'
import type { ServerState } from '../../../shared/server.ts'
import { messageOf } from '../../api.ts'
import { useFlush } from '../../leaving.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { readPort } from './server-address.ts'
import styles from './server-section.module.css'
import { moveServer } from './server-store.ts'
import type { News } from './settings-section.tsx'

interface PortFieldProps {
  state: ServerState
  /** Of the settings: the next start's. */
  kept: number
  onNews: (news: News) => void
}

interface Failure {
  /** What was typed when it failed. */
  text: string
  message: string
  freePort: number | null
}

export function PortField({ state, kept, onNews }: PortFieldProps) {
  /** null: nothing is being typed, and the field shows the port in use. */
  const [typed, setTyped] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isMoving, setMoving] = useState(false)

  const reset = () => {
    setTyped(null)
    setFailure(null)
  }
  const fail = (text: string, message: string, freePort: number | null = null) => {
    setFailure({ text, message, freePort })
    onNews({ words: `Port: ${message}`, isProblem: true })
  }
  const move = async (port: number) => {
    setMoving(true)
    try {
      const error = await moveServer({ port })
      if (error) return fail(String(port), error.message, error.freePort)
      reset()
      onNews({ words: `Saved: port ${port}.`, isProblem: false })
    } catch (error) {
      fail(String(port), messageOf(error))
    } finally {
      setMoving(false)
    }
  }
  const save = async () => {
    // What has failed is tried again only by Enter, or leaving the field for the offer would take it away.
    if (typed === null || isMoving) return
    const { value, problem } = readPort(typed)
    if (value === null) return fail(typed, problem)
    if (value === state.port && value === kept) return reset()
    await move(value)
  }
  const leave = async () => {
    if (failure?.text !== typed) await save()
  }
  useFlush(leave)
  const use = (port: number) => {
    setTyped(String(port))
    void move(port)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save()
    if (event.key === 'Escape') reset()
  }
  const offer = failure?.freePort ?? null
  const isGiven = state.port !== kept
  return (
    <div className={styles.portField}>
      <TextField
        label="Port"
        help={
          isGiven ? (
            <>
              Only this run listens on {state.port}; the next starts on {kept}.
            </>
          ) : (
            'From 1 to 65535. Clients use the new address; requests that run end on the old one.'
          )
        }
        error={failure?.message ?? null}
        inputMode="numeric"
        value={typed ?? String(state.port)}
        readOnly={isMoving}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setFailure(null)
        }}
        onBlur={() => void leave()}
        onKeyDown={onKeyDown}
      />
      {offer !== null && (
        <span>
          <Button size="small" busy={isMoving} onClick={() => use(offer)}>
            Use {offer}
          </Button>
        </span>
      )}
    </div>
  )
}
