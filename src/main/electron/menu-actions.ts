// What the menu's items do: some of it is the window's to show, so that the window is opened for it.
import { copiedDiagnostics } from '../../shared/diagnostics-words.ts'
import type { Services } from '../api/services.ts'
import type { MenuActions } from './menu-template.ts'

export interface MenuActionsOptions {
  services: Pick<Services, 'system' | 'windowRequests'>
  openWindow(): void
  copy(text: string): void
}

export function createMenuActions({ services, openWindow, copy }: MenuActionsOptions): MenuActions {
  const { system, windowRequests } = services
  const tell = (words: string, isDanger: boolean) => {
    windowRequests.add({ kind: 'notice', words, isDanger })
    openWindow()
  }
  return {
    openSettings() {
      windowRequests.add({ kind: 'settings' })
      openWindow()
    },
    openLogs: () => void system.revealLogs().catch((error: Error) => tell(error.message, true)),
    copyDiagnostics() {
      copy(system.diagnostics())
      tell(copiedDiagnostics, false)
    },
  }
}
