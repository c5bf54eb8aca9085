// What the page knows of the app and the system it runs on.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../shared/contract.ts'
import { call } from './api.ts'

type AppInfo = CallOutput<'app.get'>

const store = createStore<{ info: AppInfo | null }>(() => ({ info: null }))

/** Asks once; the frame leaves room for the window's buttons by `data-platform` on the root element. */
export async function loadAppInfo(): Promise<void> {
  const told = await call('app.get')
  // The keys are those of the user's own computer, and a browser draws no window buttons over the page.
  const info = told.host === 'browser' ? { ...told, platform: platformOf(navigator.platform) } : told
  document.documentElement.dataset.platform = info.host === 'browser' ? 'browser' : info.platform
  store.setState({ info })
}

function platformOf(name: string): AppInfo['platform'] {
  if (/^(Mac|iP)/.test(name)) return 'darwin'
  return name.startsWith('Win') ? 'win32' : 'linux'
}

/** Whether the app is used in a browser, where there is no desktop around it. */
export function isBrowser(): boolean {
  return store.getState().info?.host === 'browser'
}

export function useIsBrowser(): boolean {
  return useStore(store, (state) => state.info?.host === 'browser')
}

/** null until main has answered. */
export function usePlatform(): AppInfo['platform'] | null {
  return useStore(store, (state) => state.info?.platform ?? null)
}

/** How a shortcut with the system's main modifier is written: `⌘F` or `Ctrl F`, `⌘⇧R` or `Ctrl Shift R`. */
export function useShortcut(key: string): string {
  return usePlatform() === 'darwin' ? `⌘${key}` : `Ctrl ${key.replace('⇧', 'Shift ')}`
}

/** How a shortcut with the system's second modifier is written: `⌥↑` or `Alt ↑`. */
export function useAltShortcut(key: string): string {
  return usePlatform() === 'darwin' ? `⌥${key}` : `Alt ${key}`
}
