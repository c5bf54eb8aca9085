// The settings as the window knows them; what is about its looks is put on the page as soon as main has told it.
import type { CallInput } from '../../../shared/contract.ts'
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
  if (live.status !== 'ready') return
  applyTheme(live.value.theme)
  document.documentElement.dataset.density = live.value.density
})

export type SettingsChanges = CallInput<'settings.update'>

/**
 * Shows the change at once; where main cannot keep it, it goes back.
 *
 * @throws {ApiError} where main answers an error.
 */
export async function saveSettings(changes: SettingsChanges): Promise<void> {
  const before = settings.store.getState().value
  if (!before) return
  settings.set({ ...before, ...(changes as Partial<Settings>) })
  try {
    settings.set(await call('settings.update', changes))
  } catch (error) {
    settings.set(before)
    throw error
  }
}

export function chooseTheme(theme: Settings['theme']): Promise<void> {
  return saveSettings({ theme })
}

/** @throws {ApiError} where main answers an error. */
export async function saveLimits(changes: Partial<CaptureLimits>): Promise<void> {
  const before = settings.store.getState().value
  if (before) await saveSettings({ capture: { ...before.capture, ...changes } })
}
