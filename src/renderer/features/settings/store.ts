// The settings as the window knows them; the theme is put on the page as soon as main has told it.
import type { CaptureLimits } from '../../../shared/recording.ts'
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

/**
 * Shows the change at once; where main cannot keep it, it goes back.
 *
 * @throws {ApiError} where main answers an error.
 */
export async function saveLimits(changes: Partial<CaptureLimits>): Promise<void> {
  const before = settings.store.getState().value
  if (!before) return
  const capture = { ...before.capture, ...changes }
  settings.set({ ...before, capture })
  try {
    settings.set(await call('settings.update', { capture }))
  } catch (error) {
    settings.set(before)
    throw error
  }
}
