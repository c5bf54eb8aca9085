// The finished tokens of the filter inside its field.
import { X } from 'lucide-react'
import { type FilterToken, parseFilter } from '../../../shared/filter/filter.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './filter-field.module.css'

interface FilterChipsProps {
  chips: readonly string[]
  onEdit: (index: number) => void
  onRemove: (index: number) => void
}

export function FilterChips({ chips, onEdit, onRemove }: FilterChipsProps) {
  if (chips.length === 0) return null
  const places = chips.map((text, index) => ({ text, index, token: parseFilter(text).tokens[0] }))
  return (
    <span className={styles.chips}>
      {places.map(({ text, index, token }) => (
        <span
          key={`${index} ${text}`}
          className={styles.chip}
          data-invalid={token?.problem ? '' : undefined}
          title={token?.problem?.message ?? text}
        >
          <button
            type="button"
            className={styles.term}
            tabIndex={-1}
            aria-label={`Edit filter ${text}`}
            onClick={() => onEdit(index)}
          >
            {token ? <Parts token={token} /> : text}
          </button>
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove filter ${token?.isNot ? `not ${text.slice(1)}` : text}`}
            onClick={() => onRemove(index)}
          >
            <Icon of={X} size={12} />
          </button>
        </span>
      ))}
    </span>
  )
}

function Parts({ token: { text, start, isNot, keyEnd, valueStart } }: { token: FilterToken }) {
  const first = start + (isNot ? 1 : 0)
  return (
    <>
      {isNot && <span className={styles.not}>-</span>}
      <span className={styles.key}>{text.slice(first, keyEnd)}</span>
      <span className={styles.operator}>{text.slice(keyEnd, valueStart)}</span>
      {text.slice(valueStart)}
    </>
  )
}
