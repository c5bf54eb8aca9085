// Puts every setting back to its default, and can put all of them back as they were.
import { calls } from '../../../shared/contract.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'
import { ApiError } from '../../api.ts'
import { moveServer } from './server-store.ts'
import { type SettingsChanges, saveSettings, settings } from './store.ts'
import { setStartAtLogin, system } from './system-store.ts'

/** All that `settings.update` takes; the rest is the app's memory and no choice of the user's. */
const choices = Object.keys(calls['settings.update'].input.shape) as (keyof SettingsChanges)[]

function choicesOf(current: Settings): SettingsChanges {
  return Object.fromEntries(choices.map((name) => [name, current[name]]))
}

/** What the user has made is no setting: saved filters stay, as do prices, secrets and routes. */
function defaultsBeside({ traffic: { savedFilters } }: Settings): Settings {
  return { ...defaultSettings, traffic: { ...defaultSettings.traffic, savedFilters } }
}

/**
 * Resolves to what takes it back.
 * @throws {ApiError} where the server cannot listen on the default address; nothing is changed then.
 */
export async function resetSettings(): Promise<() => Promise<void>> {
  const before = settings.store.getState().value
  if (!before) return async () => {}
  const startedAtLogin = system.store.getState().value?.startAtLogin.isOn ?? false
  await become(defaultsBeside(before), false)
  return () => become(before, startedAtLogin)
}

async function become(wanted: Settings, startsAtLogin: boolean): Promise<void> {
  const { host, port } = wanted
  const now = settings.store.getState().value
  if (now && (now.host !== host || now.port !== port)) {
    const error = await moveServer({ host, port })
    if (error) throw new ApiError(error.code, error.message)
  }
  await saveSettings(choicesOf(wanted))
  if ((system.store.getState().value?.startAtLogin.isOn ?? false) !== startsAtLogin) {
    await setStartAtLogin(startsAtLogin)
  }
}

/** Whether there is nothing to put back. */
export function areDefaultSettings(current: Settings, startsAtLogin: boolean): boolean {
  const wanted = defaultsBeside(current)
  const hasDefaultAddress = current.host === wanted.host && current.port === wanted.port
  return !startsAtLogin && hasDefaultAddress && isSame(choicesOf(current), choicesOf(wanted))
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame(one[key as keyof typeof one], other[key as keyof typeof other]))
  )
}
