// What the page knows of the app and the system it runs on.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../shared/contract.ts'
import { call } from './api.ts'

type AppInfo = CallOutput<'app.get'>

const store = createStore<{ info: AppInfo | null }>(() => ({ info: null }))

/** Asks once; the frame leaves room for the window's buttons by `data-platform` on the root element. */
export async function loadAppInfo(): Promise<void> {
  const info = await call('app.get')
  document.documentElement.dataset.platform = info.platform
  store.setState({ info })
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
