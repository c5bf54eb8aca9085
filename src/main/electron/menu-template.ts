// The application menu's items: the platform's roles, which also bring the shortcuts for editing and zooming, and help.
import type { MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  openSettings(): void
  openLogs(): void
  copyDiagnostics(): void
}

const separator = { type: 'separator' } as const

export function menuTemplate(
  platform: NodeJS.Platform,
  isDevelopment: boolean,
  { openSettings, openLogs, copyDiagnostics }: MenuActions,
): MenuItemConstructorOptions[] {
  const settings: MenuItemConstructorOptions = {
    label: platform === 'darwin' ? 'Settings…' : 'Settings',
    accelerator: 'CmdOrCtrl+,',
    // The page has the key for itself, and keeps it from an open dialog.
    registerAccelerator: false,
    click: openSettings,
  }
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? [{ role: 'reload' }, { role: 'toggleDevTools' }, separator]
    : []
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...development,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      { label: 'Open logs', click: openLogs },
      { label: 'Copy diagnostics', click: copyDiagnostics },
    ],
  }
  if (platform === 'darwin') {
    const app: MenuItemConstructorOptions = {
      role: 'appMenu',
      submenu: [
        { role: 'about' },
        separator,
        settings,
        separator,
        { role: 'services' },
        separator,
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        separator,
        { role: 'quit' },
      ],
    }
    return [app, { role: 'fileMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }, help]
  }
  // Without Ctrl+W: one window is the app, and the key is pressed by habit where there are tabs.
  const window: MenuItemConstructorOptions = { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }] }
  return [{ label: 'File', submenu: [settings, separator, { role: 'quit' }] }, { role: 'editMenu' }, view, window, help]
}
