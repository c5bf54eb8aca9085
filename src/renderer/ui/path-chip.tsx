// A route's path where it stands as a mention.
import styles from './path-chip.module.css'

export function PathChip({ path }: { path: string }) {
  return <span className={styles.chip}>{path}</span>
}
