// The origins whose web pages may use the server: a list, and a field that adds to it.
import { Plus, X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { messageOf } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readOrigin } from './origin-draft.ts'
import styles from './server-section.module.css'
import type { News } from './settings-section.tsx'
import { saveSettings, settings } from './store.ts'

interface OriginsFieldProps {
  origins: readonly string[]
  onNews: (news: News) => void
}

const current = () => settings.store.getState().value?.allowedOrigins ?? []

export function OriginsField({ origins, onNews }: OriginsFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    const { value, problem: wrong } = readOrigin(typed, origins)
    if (value === null) return setProblem(wrong)
    try {
      await saveSettings({ allowedOrigins: [...origins, value] })
      setTyped('')
      onNews({ words: `Saved: ${value} is allowed.`, isProblem: false })
    } catch (error) {
      setProblem(messageOf(error))
    }
  }
  const remove = async (origin: string) => {
    const place = origins.indexOf(origin)
    if (!(await attempt(() => saveSettings({ allowedOrigins: origins.filter((each) => each !== origin) })))) return
    document.getElementById(`${id}-list`)?.querySelector<HTMLElement>('button')?.focus()
    const undo = () =>
      attempt(async () => {
        if (!current().includes(origin)) await saveSettings({ allowedOrigins: current().toSpliced(place, 0, origin) })
      })
    showToast({ title: `${origin} is no longer allowed.`, action: { label: 'Undo', run: () => void undo() } })
  }
  return (
    <div className={styles.origins} id={`${id}-list`}>
      <h3 className={styles.label} id={id}>
        Allowed origins
      </h3>
      <p className={styles.help}>
        Web pages may use the server only from these. They can use every route with its credentials, so add only pages
        that you trust.
      </p>
      {origins.length > 0 && (
        <ul className={styles.originList} aria-labelledby={id}>
          {origins.map((origin) => (
            <li key={origin} className={styles.origin}>
              <code className="ellipsis selectable" title={origin}>
                {origin}
              </code>
              <IconButton icon={X} size="small" label={`Remove ${origin}`} onClick={() => void remove(origin)} />
            </li>
          ))}
        </ul>
      )}
      <form className={styles.addOrigin} noValidate onSubmit={(event) => void add(event)}>
        <TextField
          label="Add an origin"
          className="mono"
          placeholder="https://app.example.com"
          value={typed}
          error={problem}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Button type="submit" icon={Plus} className={styles.listen}>
          Add
        </Button>
      </form>
    </div>
  )
}
