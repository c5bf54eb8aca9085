// The parts of a table of rows as a grid of ARIA roles: rows are positioned and sized by CSS, and the long one is virtual.
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './grid.module.css'
import { Icon } from './icon.tsx'

type PartProps = Omit<ComponentPropsWithRef<'div'>, 'role'>

// Native table elements lose their own layout here, so each part is a div that says its role.
const group = { role: 'rowgroup' } as const
const headCell = { role: 'columnheader' } as const
const cell = { role: 'gridcell' } as const
const grid = (label: string, rowCount: number) => ({
  role: 'grid' as const,
  'aria-label': label,
  'aria-rowcount': rowCount,
})
const row = (position: number) => ({ role: 'row' as const, 'aria-rowindex': position })

/** `rowCount` counts all rows, the head among them, whether or not they are in the page. */
export function Grid({
  label,
  rowCount,
  className,
  ...rest
}: PartProps & { label: string; rowCount: number; 'aria-activedescendant'?: string | undefined }) {
  return <div data-region="list" {...rest} {...grid(label, rowCount)} className={classNames(styles.grid, className)} />
}

export function GridHead({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <div {...group} className={classNames(styles.headGroup, className)}>
      <div {...row(1)} className={styles.head}>
        {children}
      </div>
    </div>
  )
}

export function GridBody(props: PartProps) {
  return <div {...props} {...group} />
}

/** `index` counts from 0 among the rows under the head. */
export function GridRow({ index, className, ...rest }: PartProps & { index: number }) {
  return <div {...rest} {...row(index + 2)} className={classNames(styles.row, className)} />
}

interface HeadCellProps extends PartProps {
  end?: boolean
  /** The rows stand in this column's order, ascending unless it says otherwise. */
  sorted?: boolean | 'descending'
}

export function HeadCell({ end, sorted, className, children, ...rest }: HeadCellProps) {
  return (
    <div
      {...rest}
      {...headCell}
      className={classNames(styles.headCell, end && styles.end, className)}
      {...(sorted ? { 'aria-sort': sorted === 'descending' ? 'descending' : 'ascending' } : {})}
    >
      {children}
      {sorted && <Icon of={sorted === 'descending' ? ArrowUp : ArrowDown} size={12} />}
    </div>
  )
}

export function Cell({ end, className, ...rest }: PartProps & { end?: boolean }) {
  return <div {...rest} {...cell} className={classNames(styles.cell, end && styles.end, className)} />
}
