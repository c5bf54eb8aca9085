// Opens the app's window: sandboxed, isolated, on its own page only, in the theme's colours.
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, type TitleBarOverlayOptions } from 'electron'
import { guardNavigation } from './navigation-guard.ts'
import { appPageUrl, type IsOurPage } from './our-page.ts'
import { windowColors } from './window-colors.ts'

export interface WindowOptions {
  /** The built preload script, absolute. */
  preload: string
  /** Where the development server serves the page, null in a built app. */
  developmentUrl: string | null
  isOurPage: IsOurPage
}

/** --h-titlebar of the window's tokens.css, in CSS pixels. */
const titleBarHeight = 40

/** Chromium's net::ERR_ABORTED: the window is closing, or another load took over. */
const abortedLoad = -3

export function openWindow({ preload, developmentUrl, isOurPage }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: currentColors().background,
    ...titleBar(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.setMenuBarVisibility(false)
  guardNavigation(window.webContents, (url) => developmentUrl !== null && isOurPage(url))
  followTheme(window)
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
