// A browser of one window for the tests: Chromium as Electron has it, with nothing of Electron on the page.
const { join } = require('node:path')
const { app, BrowserWindow, Menu, session } = require('electron/main')

// As the profile of a browser that was never used.
app.setPath('userData', process.env.E2E_BROWSER_PROFILE)
Menu.setApplicationMenu(null)

app.whenReady().then(() => {
  session.defaultSession.on('will-download', (_event, item) => {
    item.setSavePath(join(process.env.E2E_DOWNLOADS, item.getFilename()))
  })
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } })
  // Its user leaves a page whatever that asks.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  // A test that ends with something typed gives it up.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  window.loadURL(process.env.E2E_URL)
})
app.on('window-all-closed', () => app.quit())
