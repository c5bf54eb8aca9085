// A value that may name variables: shown with their tokens, written as text, with `$` for the list of names.
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { ValueToken } from '../../../ui/value-token.tsx'
import { SuggestInput } from './suggest-input.tsx'
import { useVariables } from './use-variables.ts'
import styles from './value-input.module.css'
import { splitValue, type VariableOption, variableOptions } from './variable-options.ts'

interface ValueInputProps {
  label: string
  /** null: a credential in plain text, which only a new value replaces. */
  value: string | null
  onValueChange: (value: string) => void
  isInvalid: boolean
  describedBy: string
}

export function ValueInput({ label, value, onValueChange, isInvalid, describedBy }: ValueInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isFocused, setFocused] = useState(false)
  const { names, sourceOf } = useVariables()
  const parts = splitValue(value ?? '')
  const hasTokens = !isFocused && parts.some((part) => 'variable' in part)
  const suggest = (text: string, cursor: number) =>
    variableOptions(text, cursor, names).map((option) => ({ ...option, key: option.name }))

  return (
    <span className={styles.value} data-covered={hasTokens ? '' : undefined}>
      <SuggestInput<VariableOption & { key: string }>
        inputRef={input}
        label={value === null ? `${label}, a credential in plain text. Type to replace it` : label}
        listLabel="Variables"
        value={value ?? ''}
        placeholder={value === null ? '••••••••' : undefined}
        takesFirst
        isInvalid={isInvalid}
        describedBy={describedBy}
        onValueChange={onValueChange}
        onFocusChange={setFocused}
        suggest={suggest}
        renderItem={({ name, isNew }) => <Option name={name} isNew={isNew} />}
      />
      {hasTokens && (
        <span className={styles.cover} aria-hidden="true">
          {parts.map((part) => (
            <Part key={part.at} part={part} sourceOf={sourceOf} />
          ))}
        </span>
      )}
    </span>
  )
}

interface PartProps {
  part: ReturnType<typeof splitValue>[number]
  sourceOf: ReturnType<typeof useVariables>['sourceOf']
}

function Part({ part, sourceOf }: PartProps) {
  if ('text' in part) return <span className={styles.text}>{part.text}</span>
  const source = sourceOf(part.variable)
  if (source === null) return <span className={styles.text}>os.environ/{part.variable}</span>
  return <ValueToken name={part.variable} source={source} />
}

function Option({ name, isNew }: { name: string; isNew: boolean }) {
  const source = useVariables().sourceOf(name)
  if (isNew || source === null)
    return (
      <>
        <Icon of={Plus} size={14} className={styles.new} />
        <code className="ellipsis">{name}</code>
        <span className={styles.hint}>new variable</span>
      </>
    )
  return <ValueToken name={name} source={source} />
}
