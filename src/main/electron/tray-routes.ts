// The routes as the tray's menu shows and switches them, by the same call as the window.
import type { DispatchCall } from '../api/dispatch-call.ts'
import type { Services } from '../api/services.ts'
import type { TrayRoutes } from './tray-menu.ts'

export interface TrayRoutesOptions {
  services: Pick<Services, 'config' | 'windowRequests'>
  dispatch: DispatchCall
  /** The menu shows again what is. */
  update(): void
  openWindow(): void
}

export function createTrayRoutes({ services, dispatch, update, openWindow }: TrayRoutesOptions): TrayRoutes {
  const { config, windowRequests } = services
  const tell = (words: string) => {
    windowRequests.add({ kind: 'notice', words, isDanger: true })
    openWindow()
  }
  return {
    list: () => config.config.routes,
    async setEnabled({ index, path }, enabled) {
      const answer = await dispatch('routes.setEnabled', { index, path, enabled })
      update()
      if (!answer.ok) tell(answer.error.message)
      // What is not saved yet is not switched for those who send requests.
      else if (config.state.isDirty) tell(`${path} is switched when the file is saved: it has other changes.`)
    },
  }
}

/** Calls `update` when the routes that the menu shows have changed, not at each letter that somebody types. */
export function followRoutes(config: Services['config'], update: () => void): void {
  const shown = () => JSON.stringify(config.config.routes.map(({ path, methods, enabled }) => [path, methods, enabled]))
  let last = shown()
  config.onChange(() => {
    const now = shown()
    if (now === last) return
    last = now
    update()
  })
}
