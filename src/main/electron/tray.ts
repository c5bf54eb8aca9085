// The icon in the tray (the menu bar on macOS): opens the window, switches the server and its routes, quits.
import { clipboard, Menu, nativeImage, Tray } from 'electron'
import type { ServerService } from '../api/services.ts'
import { type BrandStyle, drawBrand } from './brand-bitmap.ts'
import { describeServer, type TrayRoutes, trayTemplate } from './tray-menu.ts'

export interface AppTray {
  /** Puts the icon there or takes it away. */
  setShown(isShown: boolean): void
  /** For a panel that came after the icon, and so does not have it. */
  renew(): void
  /** The menu says what the server does and which routes are on. */
  update(): void
}

export interface AppTrayOptions {
  platform: NodeJS.Platform
  server: Pick<ServerService, 'state' | 'start' | 'stop'>
  routes: TrayRoutes
  openWindow(): void
  quit(): void
}

/** Pixels for each pixel of the screen that the icon is drawn for. */
const scaleFactors = [1, 2, 3]

export function createAppTray({ platform, server, routes, openWindow, quit }: AppTrayOptions): AppTray {
  let tray: Tray | null = null

  const update = () => {
    if (!tray) return
    const { state } = server
    tray.setToolTip(`Throughline: ${describeServer(state)}`)
    // Linux shows a changed menu only when it is set again.
    tray.setContextMenu(
      Menu.buildFromTemplate(
        trayTemplate(state, routes.list(), {
          openWindow,
          quit,
          copyAddress: () => clipboard.writeText(server.state.url),
          setServerOn: (isOn) => void (isOn ? server.start() : server.stop()),
          setRouteOn: routes.setEnabled,
        }),
      ),
    )
  }
  const hide = () => {
    tray?.destroy()
    tray = null
  }
  const show = () => {
    tray = new Tray(brandImage(platform))
    // On macOS a click opens the menu.
    if (platform !== 'darwin') tray.on('click', openWindow)
    update()
  }
  return {
    setShown(isShown) {
      if (isShown === (tray !== null)) return
      if (isShown) show()
      else hide()
    },
    renew() {
      if (!tray) return
      hide()
      show()
    },
    update,
  }
}

function brandImage(platform: NodeJS.Platform) {
  const style: BrandStyle = platform === 'darwin' ? 'template' : 'tile'
  const image = nativeImage.createEmpty()
  for (const scaleFactor of scaleFactors) {
    const size = 16 * scaleFactor
    const bitmap = nativeImage.createFromBitmap(drawBrand(size, style), { width: size, height: size })
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: bitmap.toPNG() })
  }
  image.setTemplateImage(style === 'template')
  return image
}
