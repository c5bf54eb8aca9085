// `npm run screenshots`: runs the specs of how pages look, and copies the screens that the docs show into docs/images.
// `-- --from FOLDER` takes the screens of an earlier run instead.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, isBuildStale } from './build.js'
import { compressPng } from './compress-png.js'
import { runElectronSpecs, setUpElectron } from './electron-specs.js'
import { root } from './run-command.js'

/** Name of a picture in docs/images → name of the screen that a spec takes; both without their theme. */
const pictures = {
  message: 'traffic-anthropic-v1-messages-message',
  headers: 'traffic-anthropic-v1-messages-overview',
  routes: 'routes-table-editor',
  yaml: 'yaml',
}

/** Bytes: pages with pictures must load fast. */
const most = 300_000

const { values } = parseArgs({ options: { from: { type: 'string' } } })

if (values.from === undefined) {
  const setup = await setUpElectron()
  if ('skipped' in setup) {
    console.error(`No screens can be taken here: ${setup.skipped}`)
    process.exit(1)
  }
  if (isBuildStale() && !(await build())) process.exit(1)
  const code = await runElectronSpecs(setup.environment, ['-looks.spec.ts'])
  if (code !== 0) process.exit(code)
}

const screens = values.from === undefined ? join(root, 'test-results/screens') : resolve(values.from)
const images = join(root, 'docs/images')
mkdirSync(images, { recursive: true })
for (const [picture, screen] of Object.entries(pictures)) {
  for (const theme of ['light', 'dark']) {
    const png = compressPng(readFileSync(join(screens, `${screen}-${theme}.png`)))
    if (png.length > most) throw new Error(`${picture}-${theme}.png has ${png.length} bytes, over ${most}.`)
    writeFileSync(join(images, `${picture}-${theme}.png`), png)
    console.log(`docs/images/${picture}-${theme}.png  ${Math.round(png.length / 1000)} kB`)
  }
}
