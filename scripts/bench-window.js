// `npm run bench:window [-- NAME ...]`: measures the window in a real Electron, under a virtual display where there is none.
import { join } from 'node:path'
import { build } from './build.js'
import { setUpElectron } from './electron-specs.js'
import { root, runCommand } from './run-command.js'

const setup = await setUpElectron()
if ('skipped' in setup) {
  console.error(`The window cannot be measured here: ${setup.skipped}`)
  process.exit(1)
}
if (!(await build())) process.exit(1)
const bench = [process.execPath, '--no-warnings', join(root, 'bench/window/run.ts'), ...process.argv.slice(2)]
const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
const command = needsDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', ...bench] : bench
const { code } = await runCommand(command, { show: true, env: setup.environment })
process.exit(code)
