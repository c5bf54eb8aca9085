// The title bar: it moves the window, and holds the brand, the config file's name and the server.
import type { ReactNode } from 'react'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { FileMenu } from '../config/file-menu.tsx'
import { ServerPill } from './server-pill.tsx'
import styles from './title-bar.module.css'

/** `end` stands at the right. */
export function TitleBar({ end }: { end?: ReactNode }) {
  return (
    <header className={styles.bar} data-region="title">
      <div className={styles.start}>
        <span className={styles.brand}>
          <BrandMark />
          <span className={styles.name}>Throughline</span>
        </span>
        <FileMenu />
      </div>
      <ServerPill />
      <div className={styles.end}>{end}</div>
    </header>
  )
}
