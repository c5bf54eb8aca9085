// A banner for the whole window or page: one sentence of fact, one of remedy, actions at the right.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { Icon } from './icon.tsx'

const icons = { info: Info, warn: TriangleAlert, danger: CircleAlert }

interface BannerProps {
  kind: keyof typeof icons
  fact: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

export function Banner({ kind, fact, children, actions }: BannerProps) {
  return (
    <div className={styles.banner} data-kind={kind} {...(kind === 'info' ? {} : { role: 'alert' })}>
      <span className={styles.message}>
        <Icon of={icons[kind]} className={styles.icon} />
        <span className={styles.words}>
          <b className={styles.fact}>{fact}</b> {children}
        </span>
      </span>
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  )
}
