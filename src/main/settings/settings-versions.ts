// The versions of settings.json: how an older file is brought up to date, and what is read of a newer one.
import { settingsSchema } from '../../shared/settings.ts'

export type StoredSettings = Record<string, unknown>

/** From the version of its place, counted from 1, to the next. */
export type Migration = (stored: StoredSettings) => StoredSettings

/** A change of what a key means adds one here; a new key with a default needs none. */
const migrations: readonly Migration[] = []

/** A file without a version is of the first. */
const versionOf = ({ version }: StoredSettings) => (Number.isInteger(version) ? Number(version) : 1)

/** Answers the same object where nothing is to be done: a newer file keeps its version and all that it holds. */
export function migrateSettings(stored: StoredSettings, steps = migrations): StoredSettings {
  const from = Math.max(1, versionOf(stored))
  if (from > steps.length) return stored
  const migrated = steps.slice(from - 1).reduce((content, step) => step(content), stored)
  return { ...migrated, version: steps.length + 1 }
}

/**
 * Of a file that a newer app has written: without the keys that this one cannot read. They stay in the file, and count
 * as not set here. A file of this version is read as it is, so that damage shows.
 */
export function readableSettings(stored: StoredSettings, steps = migrations): StoredSettings {
  if (versionOf(stored) <= steps.length + 1) return stored
  return Object.fromEntries(
    Object.entries(stored).filter(([key, value]) => {
      const schema = Object.hasOwn(settingsSchema.shape, key)
        ? settingsSchema.shape[key as keyof typeof settingsSchema.shape]
        : null
      return schema?.safeParse(value).success ?? false
    }),
  )
}
