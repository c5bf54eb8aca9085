// A section of the Settings page: its title, what has just happened in it, and one action for all of it.
import type { ReactNode } from 'react'
import styles from './settings-page.module.css'

export interface News {
  words: string
  /** Shown where the problem is: here it is only for those who hear it. */
  isProblem: boolean
}

export const noNews: News = { words: '', isProblem: false }

interface SettingsSectionProps {
  id: string
  title: string
  news?: News
  action?: ReactNode
  children: ReactNode
}

export function SettingsSection({ id, title, news, action, children }: SettingsSectionProps) {
  return (
    <section className={styles.section} aria-labelledby={id} data-section={id}>
      <div className={styles.sectionHead}>
        <h2 id={id} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        {news && (
          <span role="status" className={news.isProblem ? 'visually-hidden' : styles.news}>
            {news.words}
          </span>
        )}
        <span className="grow" />
        {action}
      </div>
      {children}
    </section>
  )
}
