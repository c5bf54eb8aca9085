// Puts the theme on the root element, and follows the system's where the user leaves it to the system.
import type { Settings } from '../shared/settings.ts'

type Theme = Settings['theme']

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
let chosen: Theme = 'system'

/** Sets `data-theme` at once, without a transition. */
export function applyTheme(theme: Theme): void {
  chosen = theme
  const dark = theme === 'dark' || (theme === 'system' && prefersDark.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

prefersDark.addEventListener('change', () => applyTheme(chosen))
applyTheme('system')
