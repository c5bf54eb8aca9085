// The application menu: the platform's roles, which also bring the shortcuts for editing and zooming.
import { app, Menu, type MenuItemConstructorOptions } from 'electron'

export function setApplicationMenu(): void {
  const development: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }]
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...development,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  const template: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
      : [{ label: 'File', submenu: [{ role: 'quit' }] }, { role: 'editMenu' }, view]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
