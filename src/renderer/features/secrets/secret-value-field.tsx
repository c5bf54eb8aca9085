// The write-only field for a secret's value. The value lives in its DOM alone: never in React state, a store or an
// attribute. What is pasted is cleaned of what a value cannot hold, and what looks like a mistake is said.
import { type ClipboardEvent, type RefObject, useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { doubtOf, readPasted, type ValueDoubt, withoutDoubt } from './pasted-value.ts'
import styles from './secret-dialog.module.css'
import { useForgottenValue } from './use-forgotten-value.ts'

interface SecretValueFieldProps {
  field: RefObject<HTMLInputElement | null>
  error: string | null
  onError: (error: string | null) => void
  /** A line NAME=value was pasted: the name's part of it. Answers whether the name was taken. */
  onName: (name: string) => boolean
}

/** Sets a field as a person would, so that the page hears of it. */
export function fillField(field: HTMLInputElement, value: string): void {
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function SecretValueField({ field, error, onError, onName }: SecretValueFieldProps) {
  useForgottenValue(field)
  const [length, setLength] = useState(0)
  const [doubt, setDoubt] = useState<ValueDoubt | null>(null)
  const [note, setNote] = useState('')

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text')
    const pasted = readPasted(text)
    const input = event.currentTarget
    event.preventDefault()
    if (pasted.isSeveral) {
      onError('A value cannot hold a line break. For several secrets at once, use Paste .env.')
      return
    }
    const replacesAll = (input.selectionEnd ?? 0) - (input.selectionStart ?? 0) === input.value.length
    if (replacesAll && pasted.name !== null) {
      fillField(input, pasted.value)
      setNote(onName(pasted.name) ? '' : `The line was for ${pasted.name}; only its value was taken.`)
      return
    }
    const inserted = replacesAll || pasted.name === null ? text.trim() : text
    input.setRangeText(inserted, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end')
    fillField(input, input.value)
    setNote(trimNote(text))
  }

  return (
    <TextField
      ref={field}
      label="Value"
      className="mono"
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      error={error}
      end={length > 0 && formatPlural(length, 'character')}
      help={
        <>
          Write-only. You can replace it later, but not read it back. {note}
          {doubt && (
            <Doubt
              doubt={doubt}
              onRemove={() => {
                const input = field.current
                if (!input) return
                fillField(input, withoutDoubt(input.value))
                input.focus()
              }}
            />
          )}
        </>
      }
      onPaste={onPaste}
      onInput={(event) => {
        const { value } = event.currentTarget
        setLength(value.length)
        setDoubt(doubtOf(value))
        setNote('')
        onError(null)
      }}
    />
  )
}

function trimNote(text: string): string {
  const value = text.trim()
  if (value === text) return ''
  return text.startsWith(value) && /^[\r\n]+$/.test(text.slice(value.length))
    ? 'A trailing line break was removed.'
    : 'The white space around it was removed.'
}

const doubts: Record<ValueDoubt, { words: string; remove: string | null }> = {
  quotes: { words: 'It begins and ends with a quote, which would be sent too.', remove: 'Remove the quotes' },
  scheme: {
    words: 'It begins with a scheme such as Bearer, which most routes write themselves.',
    remove: 'Remove the scheme',
  },
  assignment: { words: 'It looks like a whole line NAME=value.', remove: 'Keep the value alone' },
  spaces: { words: 'It begins or ends with a space.', remove: 'Remove the space' },
  characters: { words: 'It holds characters beyond plain ASCII, which most APIs refuse.', remove: null },
}

function Doubt({ doubt, onRemove }: { doubt: ValueDoubt; onRemove: () => void }) {
  const { words, remove } = doubts[doubt]
  return (
    <span className={styles.doubt}>
      {words}{' '}
      {remove && (
        <Button kind="link" onClick={onRemove}>
          {remove}
        </Button>
      )}
    </span>
  )
}
