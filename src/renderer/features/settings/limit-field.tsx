// A limit that is typed: saved when the field is left or Enter is pressed, with what is wrong under it.
import { type KeyboardEvent, useState } from 'react'
import { messageOf } from '../../api.ts'
import { useFlush } from '../../leaving.ts'
import { TextField } from '../../ui/field.tsx'
import { type LimitName, rangeOf, readLimit, writeLimit } from './capture-limits.ts'
import { saveLimits } from './store.ts'

interface LimitFieldProps {
  name: LimitName
  label: string
  help: string
  saved: number
  /** Told in words what became of what was typed. */
  onNews: (news: { words: string; isProblem: boolean }) => void
}

/** A number and its unit stay on one line. */
const unbroken = (text: string) => text.replace(/(\d) (?=\w*B\b)/g, '$1\u00a0')

export function LimitField({ name, label, help, saved, onNews }: LimitFieldProps) {
  /** null: nothing is being typed, and the field shows what is saved. */
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const fail = (words: string) => {
    setProblem(words)
    onNews({ words: `${label}: ${words}`, isProblem: true })
  }
  const reset = () => {
    setTyped(null)
    setProblem(null)
  }
  const type = (text: string) => {
    setTyped(text)
    // A number without its unit is only half typed; one out of range is wrong already.
    const reading = readLimit(name, text)
    setProblem(reading.problem?.startsWith('Use ') ? reading.problem : null)
  }
  const save = async () => {
    if (typed === null) return
    const { value, problem: wrong } = readLimit(name, typed)
    if (value === null) return fail(wrong)
    if (value === saved) return reset()
    try {
      await saveLimits({ [name]: value })
      reset()
      onNews({ words: `Saved: ${label.toLowerCase()}, ${writeLimit(name, value)}.`, isProblem: false })
    } catch (error) {
      fail(messageOf(error))
    }
  }
  useFlush(save)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save()
    if (event.key === 'Escape') reset()
  }

  return (
    <TextField
      label={label}
      help={`${help} From ${unbroken(rangeOf(name))}.`}
      error={problem}
      value={typed ?? writeLimit(name, saved)}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={onKeyDown}
    />
  )
}
