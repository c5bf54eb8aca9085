// The menu at the foot of the nav that chooses the theme.
import { Menu } from '@base-ui/react/menu'
import { Check, SunMoon } from 'lucide-react'
import type { Settings } from '../../../shared/settings.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Icon } from '../../ui/icon.tsx'
import { chooseTheme, settings } from './store.ts'
import styles from './theme-menu.module.css'

const themes: { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** `className` is that of the nav's items. */
export function ThemeMenu({ className }: { className: string | undefined }) {
  const live = useLive(settings)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={className}>
        <Icon of={SunMoon} size={18} />
        Theme
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} side="right" align="end" sideOffset={6}>
          <Menu.Popup data-modal="" className={styles.popup}>
            <Menu.RadioGroup
              value={live.value?.theme ?? 'system'}
              onValueChange={(theme: Settings['theme']) => void attempt(() => chooseTheme(theme))}
            >
              {themes.map((theme) => (
                <Menu.RadioItem key={theme.value} className={styles.item} value={theme.value} closeOnClick>
                  <span className={styles.check}>
                    <Menu.RadioItemIndicator render={<Icon of={Check} size={14} />} />
                  </span>
                  {theme.label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
