// Keeps the app's settings in settings.json of the data folder.
import { type Settings, settingsSchema } from '../../shared/settings.ts'
import type { SettingsService } from '../api/services.ts'
import { type DataFolder, openJsonStore } from './json-store.ts'
import { migrateSettings, readableSettings } from './settings-versions.ts'

export interface SettingsStore extends SettingsService {
  /** Where a damaged settings file was moved to, else null; the defaults hold then. */
  readonly setAside: string | null
}

/**
 * @param name of the file, without `.json`
 * @throws CallError file_error when the file cannot be read
 */
export function openSettingsStore(dataFolder: DataFolder, name = 'settings'): SettingsStore {
  const store = openJsonStore({
    ...dataFolder,
    name,
    schema: settingsSchema,
    migrate: (stored) => migrateSettings(stored),
    readable: (stored) => readableSettings(stored),
  })
  const listeners = new Set<(settings: Settings) => void>()
  return {
    get current() {
      return store.content
    },
    setAside: store.setAside,
    update(changes) {
      store.update(changes)
      for (const listener of listeners) listener(store.content)
      return store.content
    },
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
