// The header lines that changed on their way, with those that did not folded away.
import { ArrowRight, ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { changeMarks, type HeaderDiffRow, removalWords } from './header-diff.ts'
import { HeaderOrigin, HeaderValue } from './header-value.tsx'
import styles from './headers.module.css'
import { keyed } from './keyed.ts'

interface HeaderDiffTableProps {
  rows: HeaderDiffRow[]
  route: string | null
  /** What is compared with what. */
  from?: string
  to?: string
}

export function HeaderDiffTable({ rows, route, from = 'As received', to = 'As sent' }: HeaderDiffTableProps) {
  const [isOpen, setOpen] = useState(false)
  const changes = rows.filter((row) => row.change !== 'unchanged')
  const same = rows.filter((row) => row.change === 'unchanged')
  const shown = isOpen ? rows : changes
  return (
    <div className={styles.frame}>
      <table className={styles.diff} aria-label="Header differences">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
            <th scope="col">Header</th>
            <th scope="col">
              <span className={styles.line}>
                {from} <Icon of={ArrowRight} size={12} /> {to}
                <span className={styles.legend}>
                  {(['changed', 'added', 'removed'] as const).map((change) => (
                    <span key={change}>
                      <b>{changeMarks[change].sign}</b>
                      {change}
                    </span>
                  ))}
                </span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keyed(shown, (row) => `${row.change} ${row.name}`).map(({ key, item }) => (
            <DiffRow key={key} row={item} route={route} />
          ))}
        </tbody>
      </table>
      {same.length > 0 && (
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
          {same.length} unchanged
          <span className={`${styles.names} ellipsis`}>{same.map(({ name }) => name.toLowerCase()).join(', ')}</span>
        </button>
      )}
    </div>
  )
}

function DiffRow({ row, route }: { row: HeaderDiffRow; route: string | null }) {
  const { sign, words } = changeMarks[row.change]
  const { received, sent } = row
  return (
    <tr data-change={row.change}>
      <td className={styles.sign}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{words}</span>
      </td>
      <th scope="row" className={styles.name} title={row.name}>
        {row.name.toLowerCase()}
      </th>
      <td>
        {row.change === 'changed' && received && (
          <span className={styles.line} data-was="">
            <HeaderValue header={received} />
          </span>
        )}
        <span className={styles.line} data-was={row.change === 'removed' ? '' : undefined}>
          {row.change === 'changed' && <Icon of={ArrowRight} size={12} />}
          {(sent ?? received) && <HeaderValue header={(sent ?? received) as NonNullable<typeof sent>} />}
          {sent && row.change !== 'unchanged' && <HeaderOrigin header={sent} route={route} />}
          {row.change === 'removed' && row.reason && <span className={styles.badge}>{removalWords[row.reason]}</span>}
        </span>
      </td>
    </tr>
  )
}
