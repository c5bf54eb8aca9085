// Puts the application menu there; on Windows and Linux its bar is hidden, and its keys work.
import { app, Menu } from 'electron'
import { type MenuActions, menuTemplate } from './menu-template.ts'

export function setApplicationMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged, actions)))
}
