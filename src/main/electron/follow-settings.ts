// Makes what is set true at once: each change of the settings reaches the part of the app that it is about.
import { nativeTheme } from 'electron'
import type { Settings } from '../../shared/settings.ts'
import type { Services } from '../api/services.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { LogError } from './error-log.ts'
import type { LoginItem } from './login-item.ts'
import type { AppTray } from './tray.ts'

export interface FollowSettingsOptions {
  services: Pick<Services, 'settings' | 'recorder'>
  gateway: Pick<Gateway, 'setAllowedOrigins' | 'setSendsId'>
  loginItem: LoginItem
  tray: AppTray
  logError: LogError
}

export function followSettings({ services, gateway, loginItem, tray, logError }: FollowSettingsOptions): void {
  const apply = ({ theme, allowedOrigins, sendsId, staysInTray }: Settings) => {
    nativeTheme.themeSource = theme
    gateway.setAllowedOrigins(allowedOrigins)
    gateway.setSendsId(sendsId)
    tray.setShown(staysInTray)
  }
  /** The login item says it too, in its command. */
  const applyToLoginItem = async (startsHidden: boolean) => {
    if (await loginItem.isOn()) await loginItem.set(true, startsHidden)
  }

  let last = services.settings.current
  apply(last)
  services.settings.onChange((settings) => {
    apply(settings)
    services.recorder.setLimits(settings.capture)
    if (settings.startsHidden !== last.startsHidden) {
      applyToLoginItem(settings.startsHidden).catch((error) => logError('The login item was not changed', error))
    }
    last = settings
  })
}
