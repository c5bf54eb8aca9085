// The settings as the window knows them; the theme is put on the page as soon as main has told it.
import type { Settings } from '../../../shared/settings.ts'
import { call, on } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'
import { applyTheme } from '../../theme.ts'

export const settings = createLiveValue<Settings>({
  get: () => call('settings.get'),
  listen: (listener) => on('settings.changed', listener),
})

settings.store.subscribe((live) => {
  if (live.status === 'ready') applyTheme(live.value.theme)
})

export async function chooseTheme(theme: Settings['theme']): Promise<void> {
  settings.set(await call('settings.update', { theme }))
}
