// The icon in the tray (the menu bar on macOS): opens the window, switches the server, quits.
import { clipboard, Menu, nativeImage, Tray } from 'electron'
import type { ServerState } from '../../shared/server.ts'
import type { ServerService } from '../api/services.ts'
import { type BrandStyle, drawBrand } from './brand-bitmap.ts'

export interface AppTray {
  /** Puts the icon there or takes it away. */
  setShown(isShown: boolean): void
  /** For a panel that came after the icon, and so does not have it. */
  renew(): void
  /** The menu says what the server does. */
  update(state: ServerState): void
}

export interface AppTrayOptions {
  platform: NodeJS.Platform
  server: Pick<ServerService, 'state' | 'start' | 'stop'>
  openWindow(): void
  quit(): void
}

/** Pixels for each pixel of the screen that the icon is drawn for. */
const scaleFactors = [1, 2, 3]

export function createAppTray({ platform, server, openWindow, quit }: AppTrayOptions): AppTray {
  let tray: Tray | null = null

  const update = (state: ServerState) => {
    if (!tray) return
    const isOn = state.state === 'running' || state.state === 'starting'
    const words = describe(state)
    tray.setToolTip(`Throughline: ${words}`)
    // Linux shows a changed menu only when it is set again.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: 'Open Throughline', click: openWindow },
        {
          label: 'Server',
          type: 'checkbox',
          checked: isOn,
          enabled: state.state !== 'starting' && state.state !== 'stopping',
          click: () => void (isOn ? server.stop() : server.start()),
        },
        { label: 'Copy address', click: () => clipboard.writeText(server.state.url) },
        { type: 'separator' },
        { label: 'Quit Throughline', click: quit },
      ]),
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
    update(server.state)
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

function describe({ state, url, error }: ServerState): string {
  const { host } = new URL(url)
  if (state === 'failed') return error?.code === 'port_in_use' ? `Port in use: ${host}` : `Failed: ${host}`
  return `${state.charAt(0).toUpperCase()}${state.slice(1)}: ${host}`
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
