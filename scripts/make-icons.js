// `npm run icons`: draws resources/icon.svg and icon-small.svg into the PNG, .ico and .icns files beside them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpElectron } from './electron-specs.js'
import { icnsFile, icoFile } from './icon-files.js'
import { root, runCommand } from './run-command.js'

const resources = join(root, 'resources')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsSizes = [32, 64, 128, 256, 512, 1024]

const large = readFileSync(join(resources, 'icon.svg'), 'utf8')
const small = readFileSync(join(resources, 'icon-small.svg'), 'utf8')

/** Up to this size a picture drawn for whole pixels is clearer. */
const smallUpTo = 32

/** On macOS an icon's tile takes 824 of 1024 pixels, by Apple's grid: the rest around it is clear. */
const macField = (16 * 1024) / 824
const macEdge = (16 - macField) / 2
const forMac = (svg) =>
  svg.replace('viewBox="0 0 16 16"', `viewBox="${[macEdge, macEdge, macField, macField].join(' ')}"`)

const setup = await setUpElectron()
if ('skipped' in setup) {
  console.error(`The icons cannot be drawn here: ${setup.skipped}`)
  process.exit(1)
}
Object.assign(process.env, setup.environment)

const scratch = mkdtempSync(join(tmpdir(), 'throughline-icons-'))
try {
  const png = (size) => join(resources, `icons/${size}x${size}.png`)
  const macPng = (size) => join(scratch, `mac-${size}.png`)
  const drawings = [
    ...sizes.map((size) => ({ svg: size <= smallUpTo ? small : large, size, file: png(size) })),
    ...icnsSizes.map((size) => ({ svg: forMac(size <= smallUpTo ? small : large), size, file: macPng(size) })),
  ]
  mkdirSync(join(resources, 'icons'), { recursive: true })
  await runDrawer(drawings)

  const read = (path) => (size) => ({ size, png: readFileSync(path(size)) })
  writeFileSync(join(resources, 'icon.ico'), icoFile(icoSizes.map(read(png))))
  writeFileSync(join(resources, 'icon.icns'), icnsFile(icnsSizes.map(read(macPng))))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function runDrawer(drawings) {
  const request = join(scratch, 'drawings.json')
  writeFileSync(request, JSON.stringify(drawings))
  const electron = [
    createRequire(import.meta.url)('electron'),
    join(root, 'scripts/icon-drawer'),
    `--user-data-dir=${join(scratch, 'user-data')}`,
    '--force-color-profile=srgb',
    // Only our own pictures are loaded, and Chromium has no sandbox as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const command = needsDisplay ? ['xvfb-run', '-a', ...electron] : electron
  const { code, output } = await runCommand(command, { env: { ICON_DRAWINGS: request }, timeout: 60_000 })
  if (code !== 0) throw new Error(`The icons could not be drawn:\n${output}`)
}
