// A list of which nothing is left by what was searched or filtered.
import type { ReactNode } from 'react'
import { formatCount } from '../../shared/format.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

interface NoMatchProps {
  /** Of the list's things: `routes`. */
  noun: string
  /** How many there are. */
  total: number
  clear: 'Clear filter' | 'Clear search'
  onClear: () => void
  /** What they were held against, behind "0 of 12 match". */
  children?: ReactNode
}

export function NoMatch({ noun, total, clear, onClear, children }: NoMatchProps) {
  return (
    <EmptyState
      title={`No ${noun} match`}
      action={
        <Button size="small" onClick={onClear}>
          {clear}
        </Button>
      }
    >
      0 of {formatCount(total)} match{children}.
    </EmptyState>
  )
}
