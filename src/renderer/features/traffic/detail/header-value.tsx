// A header's value as it may be shown, and where it came from when it is not the client's own.
import type { HeaderField } from '../../../../shared/exchange-detail.ts'
import { ValueToken } from '../../../ui/value-token.tsx'
import styles from './headers.module.css'

export function HeaderValue({ header }: { header: HeaderField }) {
  return (
    <span className={styles.value} title={header.value}>
      {header.value}
    </span>
  )
}

/** `injected` with the variables it was made of, or what set it; nothing for the client's and upstream's own. */
export function HeaderOrigin({ header, route }: { header: HeaderField; route: string | null }) {
  if (header.origin === 'gateway') return <span className={styles.badge}>set by Throughline</span>
  if (header.origin !== 'route') return null
  if (header.variables.length === 0)
    return <span className={styles.badge}>injected{route === null ? '' : ` · route ${route}`}</span>
  return (
    <span className={styles.origin}>
      <span className={styles.word}>injected</span>
      {header.variables.map(({ name, source }) => (
        <ValueToken key={name} name={name} source={source} />
      ))}
    </span>
  )
}
