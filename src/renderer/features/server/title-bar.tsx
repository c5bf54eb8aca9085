// The title bar: it moves the window, and holds the brand, the config file's name and the server.
import type { ReactNode } from 'react'
import { useLive } from '../../live-value.ts'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { routes } from '../routes/store.ts'
import { ServerPill } from './server-pill.tsx'
import styles from './title-bar.module.css'

/** `end` stands at the right. */
export function TitleBar({ end }: { end?: ReactNode }) {
  const file = useLive(routes).value?.file
  return (
    <header className={styles.bar} data-region="title">
      <div className={styles.start}>
        <span className={styles.brand}>
          <BrandMark />
          <span className={styles.name}>Throughline</span>
        </span>
        {file && (
          <span className={styles.file} title={file.path}>
            {file.name}
          </span>
        )}
      </div>
      <ServerPill />
      <div className={styles.end}>{end}</div>
    </header>
  )
}
