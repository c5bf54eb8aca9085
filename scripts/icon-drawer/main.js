// Electron's side of make-icons.js: draws the SVG pictures that ICON_DRAWINGS names into PNG files of exact sizes.
import { readFileSync, writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron/main'

/** Runs in the page. */
async function drawInPage(svg, size) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  canvas.getContext('2d').drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png').split(',')[1]
}

async function draw() {
  const drawings = JSON.parse(readFileSync(process.env.ICON_DRAWINGS, 'utf8'))
  await app.whenReady()
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,')
  for (const { svg, size, file } of drawings) {
    const script = `(${drawInPage})(${JSON.stringify(svg)}, ${size})`
    writeFileSync(file, Buffer.from(await window.webContents.executeJavaScript(script), 'base64'))
  }
}

// Not awaited: Electron is ready only after this file has been run.
draw().then(
  () => app.exit(0),
  (error) => {
    console.error(error)
    app.exit(1)
  },
)
