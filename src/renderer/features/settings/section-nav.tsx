// The sections of the Settings page at its left: a press goes there, and scrolling moves the mark along.
import { type RefObject, useEffect, useState } from 'react'
import { useIsBrowser } from '../../app-info.ts'
import styles from './settings-page.module.css'

export const sections = [
  { id: 'settings-appearance', label: 'Appearance' },
  { id: 'settings-server', label: 'Server' },
  { id: 'settings-capture', label: 'Capture' },
  { id: 'settings-app', label: 'App' },
  { id: 'settings-data', label: 'Data' },
] as const

/** Pixels below the top edge at which a section counts as the one that is read. */
const readingLine = 80

export function SectionNav({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  const [current, setCurrent] = useState<string>(sections[0].id)
  const isInBrowser = useIsBrowser()
  const shown = sections.filter(({ id }) => !(isInBrowser && id === 'settings-app'))
  useEffect(() => {
    const list = frame.current
    if (!list) return
    const look = () => setCurrent(readSection(list))
    list.addEventListener('scroll', look, { passive: true })
    return () => list.removeEventListener('scroll', look)
  }, [frame])

  const goTo = (id: string) => {
    frame.current?.querySelector(`[data-section="${id}"]`)?.scrollIntoView({ block: 'start' })
    document.getElementById(id)?.focus({ preventScroll: true })
    setCurrent(id)
  }
  return (
    <nav className={styles.sectionNav} aria-label="Settings">
      {shown.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={styles.sectionLink}
          aria-current={id === current ? 'location' : undefined}
          onClick={() => goTo(id)}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}

function readSection(list: HTMLElement): string {
  // The last one may be too short to reach the line.
  const isAtEnd = list.scrollTop > 0 && list.scrollTop + list.clientHeight >= list.scrollHeight - 1
  if (isAtEnd) return sections[sections.length - 1]?.id ?? sections[0].id
  const line = list.getBoundingClientRect().top + readingLine
  const begun = [...list.querySelectorAll<HTMLElement>('[data-section]')].filter(
    (section) => section.getBoundingClientRect().top <= line,
  )
  return begun.at(-1)?.dataset.section ?? sections[0].id
}
