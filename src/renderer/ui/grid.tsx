// The parts of a table of rows as a grid of ARIA roles: rows are positioned and sized by CSS, and the long one is virtual.
import { ArrowDown } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './grid.module.css'
import { Icon } from './icon.tsx'

type PartProps = Omit<ComponentPropsWithRef<'div'>, 'role'>

// Native table elements lose their own layout here, so each part is a div that says its role.
const roles = {
  grid: { role: 'grid' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  cell: { role: 'gridcell' },
} as const

/** `rowCount` counts all rows, the head among them, whether or not they are in the page. */
export function Grid({
  label,
  rowCount,
  className,
  ...rest
}: PartProps & { label: string; rowCount: number; 'aria-activedescendant'?: string | undefined }) {
  return (
    <div
      data-region="list"
      {...rest}
      {...roles.grid}
      className={classNames(styles.grid, className)}
      aria-label={label}
      aria-rowcount={rowCount}
    />
  )
}

export function GridHead({ children }: { children: ReactNode }) {
  return (
    <div {...roles.group}>
      <div {...roles.row} className={styles.head} aria-rowindex={1}>
        {children}
      </div>
    </div>
  )
}

export function GridBody({ className, ...rest }: PartProps) {
  return <div {...rest} {...roles.group} className={classNames(styles.body, className)} />
}

/** `index` counts from 0 among the rows under the head. */
export function GridRow({ index, className, ...rest }: PartProps & { index: number }) {
  return <div {...rest} {...roles.row} className={classNames(styles.row, className)} aria-rowindex={index + 2} />
}

interface HeadCellProps extends PartProps {
  end?: boolean
  /** The rows stand in this column's order. */
  sorted?: boolean
}

export function HeadCell({ end, sorted, className, children, ...rest }: HeadCellProps) {
  return (
    <div
      {...rest}
      {...roles.head}
      className={classNames(styles.headCell, end && styles.end, className)}
      {...(sorted ? { 'aria-sort': 'ascending' } : {})}
    >
      {children}
      {sorted && <Icon of={ArrowDown} size={12} />}
    </div>
  )
}

export function Cell({ end, className, ...rest }: PartProps & { end?: boolean }) {
  return <div {...rest} {...roles.cell} className={classNames(styles.cell, end && styles.end, className)} />
}
