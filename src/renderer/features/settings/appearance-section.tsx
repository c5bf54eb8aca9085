// How the window looks: the theme, and how close its rows stand.
import type { Settings } from '../../../shared/settings.ts'
import { attempt } from '../../attempt.ts'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import styles from './settings-page.module.css'
import { SettingsSection } from './settings-section.tsx'
import { chooseTheme, saveSettings } from './store.ts'

const themes: { value: Settings['theme']; label: string; help?: string }[] = [
  { value: 'system', label: 'System', help: 'Light or dark, as the system is now and becomes later.' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const densities: { value: Settings['density']; label: string; help?: string }[] = [
  { value: 'compact', label: 'Compact', help: 'More rows at a glance.' },
  { value: 'comfortable', label: 'Comfortable', help: 'More room around each row.' },
]

export function AppearanceSection({ theme, density }: Pick<Settings, 'theme' | 'density'>) {
  return (
    <SettingsSection id="settings-appearance" title="Appearance">
      <div className={styles.fields}>
        <RadioChoice
          label="Theme"
          options={themes}
          value={theme}
          onValueChange={(next) => void attempt(() => chooseTheme(next))}
        />
        <RadioChoice
          label="Density"
          options={densities}
          value={density}
          onValueChange={(next) => void attempt(() => saveSettings({ density: next }))}
        />
      </div>
    </SettingsSection>
  )
}
