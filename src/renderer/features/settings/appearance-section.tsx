// How the window looks: the theme.
import type { Settings } from '../../../shared/settings.ts'
import { attempt } from '../../attempt.ts'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import styles from './settings-page.module.css'
import { chooseTheme } from './store.ts'

const themes: { value: Settings['theme']; label: string; help?: string }[] = [
  { value: 'system', label: 'System', help: 'Light or dark, as the system is now and becomes later.' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function AppearanceSection({ theme }: { theme: Settings['theme'] }) {
  return (
    <section className={styles.section} aria-labelledby="settings-appearance">
      <h2 id="settings-appearance" className={styles.title}>
        Appearance
      </h2>
      <RadioChoice
        label="Theme"
        options={themes}
        value={theme}
        onValueChange={(next) => void attempt(() => chooseTheme(next))}
      />
    </section>
  )
}
