// Where the lines of a .env file are pasted, typed or dropped. They are shown as dots, and stand in this field's DOM
// alone: never in React state, a store or an attribute.
import { FileText } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, type RefObject, useId, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import fields from '../../ui/field.module.css'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './paste-env-dialog.module.css'
import { useForgottenValue } from './use-forgotten-value.ts'

/** As much as main takes. */
const mostCharacters = 1_000_000

interface EnvTextFieldProps {
  field: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
  onProblem: (problem: string) => void
}

export function EnvTextField({ field, onText, onProblem }: EnvTextFieldProps) {
  const id = useId()
  useForgottenValue(field)
  const chooser = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)

  const take = async (file: File | undefined) => {
    const area = field.current
    if (!file || !area) return
    if (file.size > mostCharacters) return onProblem(`${file.name} is larger than 1 MB.`)
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    } catch (error) {
      return onProblem(
        error instanceof TypeError ? `${file.name} is not UTF-8 text.` : `${file.name} could not be read.`,
      )
    }
    area.value = text
    onText(text)
    area.focus()
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const [file] = event.dataTransfer.files
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  /** What is shown as dots is not given out either. */
  const refuse = (event: ClipboardEvent) => event.preventDefault()

  return (
    <div className={fields.stack}>
      <label className={fields.label} htmlFor={id}>
        Lines of a .env file
      </label>
      <TextArea
        ref={field}
        id={id}
        className={styles.text}
        data-over={isOver ? '' : undefined}
        rows={5}
        maxLength={mostCharacters}
        placeholder="OPENAI_API_KEY=…"
        aria-describedby={`${id}-help`}
        onInput={(event) => onText(event.currentTarget.value)}
        onCopy={refuse}
        onCut={refuse}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      />
      <div className={styles.below}>
        <span id={`${id}-help`} className={fields.help}>
          Shown as dots. Paste here, drop a file, or choose one.
        </span>
        <Button size="small" icon={FileText} onClick={() => chooser.current?.click()}>
          Choose file…
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label="A .env file"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0])
            // The same file may be chosen again.
            event.currentTarget.value = ''
          }}
        />
      </div>
    </div>
  )
}
