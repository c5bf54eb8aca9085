// Opens the app's window: sandboxed, isolated, on its own page only, in the theme's colours.
import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  nativeTheme,
  screen,
  type TitleBarOverlayOptions,
} from 'electron'
import { appPageUrl } from './our-page.ts'
import { pagePreferences } from './web-preferences.ts'
import { windowColors } from './window-colors.ts'
import { placeWindow, smallestSize, type WindowMemory } from './window-state.ts'

export interface WindowOptions {
  /** The built preload script, absolute. */
  preload: string
  /** Where the development server serves the page, null in a built app. */
  developmentUrl: string | null
  /** Remembers where the last one stood, and where this one goes. */
  memory: WindowMemory
}

/** --h-titlebar of the window's tokens.css, in CSS pixels. */
const titleBarHeight = 40

/** Chromium's net::ERR_ABORTED: the window is closing, or another load took over. */
const abortedLoad = -3

export function openWindow({ preload, developmentUrl, memory }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(
      memory.state,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    backgroundColor: currentColors().background,
    ...titleBar(),
    webPreferences: pagePreferences(preload),
  })
  window.setMenuBarVisibility(false)
  followTheme(window)
  if (memory.state.isMaximized) window.maximize()
  memory.follow(window)
  window.once('ready-to-show', () => window.show())
  // A page that could not be loaded is shown empty, which says more than no window.
  window.webContents.once('did-fail-load', (_event, code) => {
    if (code !== abortedLoad) window.show()
  })
  // It also rejects when the window is closed while it loads, and must not be touched any more.
  window.loadURL(developmentUrl ?? appPageUrl).catch(() => {})
  return window
}

function currentColors() {
  return windowColors[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
}

function titleBar(): BrowserWindowConstructorOptions {
  if (process.platform === 'darwin') return { titleBarStyle: 'hiddenInset' }
  return { titleBarStyle: 'hidden', titleBarOverlay: overlay() }
}

function overlay(): TitleBarOverlayOptions {
  const { chrome, symbols } = currentColors()
  return { color: chrome, symbolColor: symbols, height: titleBarHeight }
}

function followTheme(window: BrowserWindow): void {
  const update = () => {
    window.setBackgroundColor(currentColors().background)
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay())
  }
  nativeTheme.on('updated', update)
  window.once('closed', () => nativeTheme.off('updated', update))
}
