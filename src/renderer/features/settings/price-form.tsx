// A price as a form in its row of the table: Enter and ⌘S save, Esc leaves it as it was.
import { type FormEvent, type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Price } from '../../../shared/llm.ts'
import { messageOf } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type OpenPrice, typePrice } from './open-price.ts'
import { othersThan, type PriceFieldName, type PriceProblems, priceFieldNames, readDraft } from './price-draft.ts'
import styles from './price-form.module.css'
import { savePrice } from './price-store.ts'

const labels: Record<PriceFieldName, string> = {
  pattern: 'Pattern',
  input: 'Input',
  cachedInput: 'Cached input',
  cacheWrite: 'Cache write',
  longCacheWrite: 'Cache write, 1 h',
  output: 'Output',
  upToInput: 'Prompts up to',
  source: 'Source',
  date: 'Date',
}
const placeholders: Partial<Record<PriceFieldName, string>> = {
  pattern: 'gpt-5*',
  cachedInput: 'None',
  cacheWrite: 'None',
  longCacheWrite: 'None',
  output: 'None',
  upToInput: 'Any length',
}

interface PriceFormProps {
  /** null: a new one, or one that is no longer in the table. */
  price: Price | null
  draft: OpenPrice['draft']
  table: readonly Price[]
  onSaved: (price: Price) => void
  onCancel: () => void
}

export function PriceForm({ price, draft, table, onSaved, onCancel }: PriceFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<PriceProblems>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)

  const focus = (name: PriceFieldName) => form.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus()
  // The first field of a new price; what is edited is mostly what input costs.
  const first = price ? 'input' : 'pattern'
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.select()
  }, [first])

  const change = (name: PriceFieldName, text: string) => {
    typePrice(name, text)
    setProblems({ ...problems, [name]: undefined })
    setFailure(null)
  }
  /** What is wrong with a field is said once it is left. */
  const check = (name: PriceFieldName) => {
    if (draft[name] === '') return
    const reading = readDraft(draft, othersThan(price, table))
    if ('problems' in reading) setProblems({ ...problems, [name]: reading.problems[name] })
  }
  const save = async () => {
    const reading = readDraft(draft, othersThan(price, table))
    if ('problems' in reading) {
      setProblems(reading.problems)
      const wrong = priceFieldNames.find((name) => reading.problems[name] !== undefined)
      if (wrong) focus(wrong)
      return
    }
    setSaving(true)
    try {
      await savePrice(price, reading.price)
      onSaved(reading.price)
    } catch (error) {
      setFailure(messageOf(error))
      setSaving(false)
    }
  }
  // Wherever the focus is: the form stands for what is not saved on the page.
  const onSaveKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    event.stopPropagation()
    if (!isSaving) void save()
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => onSaveKey(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The table's keys are not the fields'.
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    onCancel()
  }

  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={price ? `Edit ${price.pattern}` : 'Add price'}
      noValidate
      autoComplete="off"
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
    >
      {priceFieldNames.map((name) => (
        <div key={name} className={styles[name]}>
          <TextField
            name={name}
            label={labels[name]}
            className={name === 'pattern' ? 'mono' : ''}
            placeholder={placeholders[name]}
            spellCheck={false}
            value={draft[name]}
            error={problems[name] ?? null}
            end={name === 'upToInput' && draft.upToInput !== '' && 'tokens'}
            onChange={(event) => change(name, event.currentTarget.value)}
            onBlur={() => check(name)}
          />
        </div>
      ))}
      <div className={styles.foot}>
        <span className={styles.failure} role="alert">
          {failure}
        </span>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="primary" busy={isSaving} className={styles.save}>
          Save
        </Button>
      </div>
    </form>
  )
}
