// Header lines, or other names with values, in their order; each value can be copied, and all of them.
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HeaderField } from '../../../../shared/exchange-detail.ts'
import { attempt } from '../../../attempt.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { HeaderOrigin } from './header-value.tsx'
import styles from './headers.module.css'
import { keyed } from './keyed.ts'

export interface NamedValue {
  name: string
  value: string
  end?: ReactNode
}

export function copyText(text: string, what: string): void {
  void attempt(async () => {
    await navigator.clipboard.writeText(text)
    showToast({ title: `Copied ${what}.` })
  })
}

/** One line each, as on the wire. */
export function headerLines(headers: readonly { name: string; value: string }[]): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

export function ValuesTable({ label, values }: { label: string; values: readonly NamedValue[] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.values} aria-label={label}>
        <tbody>
          {keyed(values, ({ name }) => name).map(({ key, item: { name, value, end } }) => (
            <tr key={key}>
              <th scope="row" className={styles.name} title={name}>
                {name}
              </th>
              <td>
                <span className={styles.wrapping}>{value}</span> {end}
              </td>
              <td className={styles.copy}>
                <IconButton
                  icon={Copy}
                  size="small"
                  label={`Copy the value of ${name}`}
                  onClick={() => copyText(value, name)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function HeadersTable({ label, headers }: { label: string; headers: readonly HeaderField[] }) {
  return (
    <ValuesTable
      label={label}
      values={headers.map((header) => ({
        name: header.name,
        value: header.value,
        end: <HeaderOrigin header={header} route={null} />,
      }))}
    />
  )
}

export function CopyAll({ headers }: { headers: readonly { name: string; value: string }[] }) {
  return (
    <IconButton
      icon={Copy}
      size="small"
      label="Copy all headers"
      onClick={() => copyText(headerLines(headers), `${headers.length} headers`)}
    />
  )
}
