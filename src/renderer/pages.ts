// Which page is shown: the address' hash says it, so that the links are links and a reload stays.
import { useSyncExternalStore } from 'react'

/** At the top of the nav, and opened by their number. */
export const numberedPages = ['traffic', 'routes', 'secrets'] as const
export const pages = [...numberedPages, 'settings'] as const
export type PageName = (typeof pages)[number]

const current = (): PageName => pages.find((page) => location.hash === `#${page}`) ?? 'traffic'

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function usePage(): PageName {
  return useSyncExternalStore(subscribe, current)
}

export function openPage(page: PageName): void {
  location.hash = page
}
