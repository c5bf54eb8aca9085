// `npm start [-- ARG ...]`: builds and opens the desktop app; where Electron cannot run, says why and serves the same
// window to a browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { exitCode, packageProgram, root, runCommand } from './run-command.js'

const tenMinutes = 600_000

/**
 * Why no window can be opened here; null where one can. The cheap reasons come first, so that nothing is
 * downloaded in vain.
 * @returns {Promise<string | null>}
 */
async function reasonForNoWindow() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'there is no display (DISPLAY and WAYLAND_DISPLAY are not set)'
  }
  if (process.platform === 'linux' && process.getuid() === 0) {
    return 'Chromium has no sandbox when it runs as root (run it as another user)'
  }
  if (process.platform === 'linux' && !hasSandbox()) {
    return 'Chromium has no sandbox here (unprivileged user namespaces are off)'
  }
  if (electronExecutable() === null) {
    await runCommand(packageProgram('electron', 'install-electron'), { show: true, timeout: tenMinutes })
  }
  return electronExecutable() === null ? 'Electron could not be downloaded' : null
}

/**
 * Electron as its npm package finds it, ELECTRON_OVERRIDE_DIST_PATH included, but never downloading.
 * @returns {string | null}
 */
function electronExecutable() {
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const executable = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name)
  return existsSync(executable) ? executable : null
}

/** Whether Chromium can build its sandbox on Linux: with user namespaces, or with a helper that root has installed. */
function hasSandbox() {
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
  // Where there is no such program to ask, Chromium says it itself.
  if (status === 0 || error) return true
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules/electron/dist')
  const helper = statSync(join(folder, 'chrome-sandbox'), { throwIfNoEntry: false })
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0
}

/**
 * Runs the program in this one's place: same terminal, same signals, same exit code.
 * @param {string[]} command
 */
function become([program, ...rest]) {
  const child = spawn(program, rest, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`Throughline: ${program} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(exitCode(code, signal)))
}

const given = process.argv.slice(2)
const reason = await reasonForNoWindow()
if (reason) console.log(`Throughline: no desktop app, because ${reason}. Serving its window to a browser.`)
if (!(await build())) process.exit(1)

if (reason) {
  // The desktop app would serve its own config: so does the command line, when told to.
  const namesConfig = given.some((argument) => argument === '--config' || argument.startsWith('--config='))
  const config = namesConfig ? [] : ['--app-config']
  become([process.execPath, join(root, 'out/main/cli.js'), 'serve', '--web', '--web-open', ...config, ...given])
} else {
  become([electronExecutable(), root, ...given])
}
