// The head of the list of secrets: a press sorts, the arrow keys move between the columns.
import type { KeyboardEvent } from 'react'
import gridStyles from '../../ui/grid.module.css'
import { GridHead, HeadCell } from '../../ui/grid.tsx'
import { nextSecretSort, type SecretColumn, type SecretSort, secretColumns } from './secret-order.ts'
import styles from './secrets-table.module.css'

const labels: Record<SecretColumn, string> = {
  status: 'Status',
  name: 'Name',
  usedBy: 'Used by',
  storedIn: 'Stored in',
  updated: 'Last updated',
}

const classes: Partial<Record<SecretColumn, string | undefined>> = { storedIn: styles.stored, updated: styles.updated }

interface SecretsHeadProps {
  sort: SecretSort
  onSort: (sort: SecretSort) => void
}

export function SecretsHead({ sort, onSort }: SecretsHeadProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    // What the list does with its keys is not meant here.
    if (event.key !== 'F6' && event.key !== 'Escape') event.stopPropagation()
    if (step === 0) return
    event.preventDefault()
    const names = event.currentTarget.closest('[role=row]')?.querySelectorAll<HTMLElement>('[data-column]') ?? []
    const shown = [...names].filter((name) => name.offsetParent !== null)
    shown[shown.indexOf(event.currentTarget) + step]?.focus()
  }
  return (
    <GridHead className={styles.columns}>
      {secretColumns.map((column) => (
        <HeadCell
          key={column}
          sorted={sort.column === column && (sort.descending ? 'descending' : true)}
          className={classes[column]}
        >
          <button
            type="button"
            className={gridStyles.sort}
            data-column={column}
            tabIndex={sort.column === column ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => onSort(nextSecretSort(sort, column))}
          >
            {labels[column]}
          </button>
        </HeadCell>
      ))}
      <HeadCell>
        <span className="visually-hidden">Actions</span>
      </HeadCell>
    </GridHead>
  )
}
