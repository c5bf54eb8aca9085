// How the app starts, and what it does when its window is closed.
import { useEffect } from 'react'
import type { Settings } from '../../../shared/settings.ts'
import { usePlatform } from '../../app-info.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { SettingSwitch } from './setting-switch.tsx'
import { SettingsSection } from './settings-section.tsx'
import { saveSettings } from './store.ts'
import { setStartAtLogin, system } from './system-store.ts'

type AppSettings = Pick<Settings, 'staysInTray' | 'startsHidden' | 'notifiesFailures'>

export function AppSection({ staysInTray, startsHidden, notifiesFailures }: AppSettings) {
  const state = useLive(system).value
  const isMac = usePlatform() === 'darwin'
  useEffect(() => {
    // The user may come back from the system's own settings.
    const load = () => void system.load()
    load()
    window.addEventListener('focus', load)
    return () => window.removeEventListener('focus', load)
  }, [])

  const startsAtLogin = state?.startAtLogin.isOn ?? false
  const hasHost = state?.tray.hasHost ?? false
  return (
    <SettingsSection id="settings-app" title="App">
      <SettingSwitch
        label="Start at login"
        checked={startsAtLogin}
        disabled={!state}
        onCheckedChange={(isOn) => void attempt(() => setStartAtLogin(isOn))}
        help="The server is there before you need it."
      />
      <SettingSwitch
        label={isMac ? 'Show Throughline in the menu bar' : 'Keep running in the tray when the window is closed'}
        checked={staysInTray}
        // What is on can be switched off wherever the app runs.
        disabled={!state || (!hasHost && !staysInTray)}
        onCheckedChange={(next) => void attempt(() => saveSettings({ staysInTray: next }))}
        help={trayHelp({ isKnown: state !== null, hasHost, isMac })}
      />
      <SettingSwitch
        label="Open no window when it starts at login"
        checked={startsHidden && staysInTray}
        disabled={!staysInTray || !startsAtLogin}
        onCheckedChange={(next) => void attempt(() => saveSettings({ startsHidden: next }))}
        help={hiddenHelp(startsAtLogin, staysInTray, isMac)}
      />
      <SettingSwitch
        label="Notify when an upstream starts to fail"
        checked={notifiesFailures}
        onCheckedChange={(next) => void attempt(() => saveSettings({ notifiesFailures: next }))}
        help="After three failures in a row on a route that has worked, while you look at something else."
      />
    </SettingsSection>
  )
}

function trayHelp({ isKnown, hasHost, isMac }: { isKnown: boolean; hasHost: boolean; isMac: boolean }): string {
  if (isMac) return 'Opens the window, switches the server and quits from there.'
  if (!isKnown || hasHost) return 'The icon in the tray opens the window, switches the server and quits.'
  return 'This desktop shows no tray icons, so closing the window quits Throughline.'
}

function hiddenHelp(startsAtLogin: boolean, staysInTray: boolean, isMac: boolean): string {
  const place = isMac ? 'menu bar' : 'tray'
  if (!startsAtLogin) return 'Needs Start at login.'
  return staysInTray ? `The icon in the ${place} opens it.` : `Needs the icon in the ${place}, which opens it.`
}
