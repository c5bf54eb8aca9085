// A number with its unit, the unit dimmed: takes what the formats give, such as "241 ms" or "2 m 04 s".
import styles from './quantity.module.css'

export function Quantity({ text }: { text: string | null }) {
  if (text === null) return <span className={styles.none}>–</span>
  const parts = text.split(' ')
  return (
    <span>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={part} className={styles.unit}>
            {` ${part}${index < parts.length - 1 ? ' ' : ''}`}
          </span>
        ),
      )}
    </span>
  )
}
