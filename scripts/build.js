// Builds out/: the desktop app with electron-vite, then the command line; quietly, unless it fails.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageProgram, root, runCommand } from './run-command.js'

const sources = [
  'src',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.cli.config.ts',
  'build-constants.ts',
]
const products = ['out/main/index.cjs', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * Builds all parts.
 * @returns {Promise<boolean>} whether it worked; if not, its output has been shown
 */
export async function build() {
  const steps = [
    [...packageProgram('electron-vite'), 'build'],
    [...packageProgram('vite'), 'build', '--config', 'vite.cli.config.ts'],
  ]
  for (const step of steps) {
    const { code, output } = await runCommand(step)
    if (code !== 0) {
      console.error(output)
      return false
    }
  }
  return true
}

/** Whether out/ lacks something, or is older than what it is built from. */
export function isBuildStale() {
  try {
    const built = Math.min(...products.map((path) => statSync(join(root, path)).mtimeMs))
    return sources.some((path) => newestChange(join(root, path)) > built)
  } catch {
    return true
  }
}

/** When a file, or anything in a folder, changed last: milliseconds since the epoch. */
function newestChange(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
