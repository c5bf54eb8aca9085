// The system around the app, as main finds it: asked anew whenever the page may be out of date.
import { createStore } from 'zustand/vanilla'
import { copiedDiagnostics } from '../../../shared/diagnostics-words.ts'
import type { SystemState } from '../../../shared/system.ts'
import { call } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'
import { openPage } from '../../pages.ts'
import { showToast } from '../../ui/toast.tsx'

export const system = createLiveValue<SystemState>({
  get: () => call('system.get'),
  // The system tells nobody when the user changes its login items or the panel.
  listen: () => () => {},
})

/** @throws {ApiError} where main answers an error. */
export async function setStartAtLogin(isOn: boolean): Promise<void> {
  system.set(await call('system.setStartAtLogin', { isOn }))
}

export async function revealData(): Promise<void> {
  await call('system.revealData')
}

export async function revealLogs(): Promise<void> {
  await call('system.revealLogs')
}

/** Puts them on the clipboard, and says what is in them. */
export async function copyDiagnostics(): Promise<void> {
  const { text } = await call('system.diagnostics')
  await navigator.clipboard.writeText(text)
  showToast({ title: copiedDiagnostics })
}

/** The damaged files of which the user wants to read no more: their paths. */
export const dismissedDamage = createStore<{ paths: readonly string[] }>(() => ({ paths: [] }))

export function dismissDamage(path: string): void {
  dismissedDamage.setState(({ paths }) => ({ paths: [...paths, path] }))
}

const damage = {
  settings: { what: 'Settings were', instead: 'Defaults are used.' },
  prices: { what: 'Your prices were', instead: 'The table that comes with Throughline is used.' },
  secrets: { what: 'Saved secrets were', instead: 'Enter them again.' },
} as const

/** The name is enough: the file lies in the data folder. */
export function describeDamage({ what, path }: SystemState['setAside'][number]): { fact: string; remedy: string } {
  const name = path.split(/[\\/]/).at(-1)
  return { fact: `${damage[what].what} damaged and set aside as ${name}.`, remedy: damage[what].instead }
}

/** Says once, when the window opens, that a file was damaged; the Settings page says it for longer. */
export function tellDamage(): void {
  void system.load().then(() => {
    for (const each of system.store.getState().value?.setAside ?? []) {
      const { fact, remedy } = describeDamage(each)
      showToast({
        title: `${fact} ${remedy}`,
        kind: 'danger',
        action: { label: 'Settings', run: () => openPage('settings') },
      })
    }
  })
}
