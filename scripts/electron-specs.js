// Prepares and runs the end-to-end specs: Playwright with a real Electron, under a virtual display where there is none.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageProgram, root, runCommand } from './run-command.js'

/** Where Playwright leaves its report. */
export const electronReportFile = join(root, 'test-results/electron.json')

/**
 * Runs scripts/setup-e2e.sh.
 * @returns {Promise<{ environment: Record<string, string> } | { skipped: string }>} the environment to run the specs
 *   in, or why they cannot run here; rejected where the script fails
 */
export async function setUpElectron() {
  if (process.platform === 'win32') return { environment: {} }
  const { code, stdout, output } = await runCommand(['bash', join(root, 'scripts/setup-e2e.sh')])
  const settings = Object.fromEntries(Array.from(stdout.matchAll(/^(\w+)=(.*)$/gm), ([, name, value]) => [name, value]))
  if (code === 0) {
    console.log(settings.E2E_ELECTRON)
    return { environment: settings }
  }
  if (code === 3) return { skipped: settings.E2E_SKIPPED }
  throw new Error(`scripts/setup-e2e.sh failed with exit code ${code}:\n${output}`)
}

/**
 * Runs Playwright, showing its output.
 * @param {Record<string, string>} environment
 * @param {string[]} [given] arguments for Playwright
 * @returns {Promise<number>} its exit code
 */
export async function runElectronSpecs(environment, given = []) {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const playwright = [...packageProgram('@playwright/test', 'playwright'), 'test', ...given]
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const command = needsDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', ...playwright] : playwright
  const { code } = await runCommand(command, { show: true, env: environment })
  return code
}

/**
 * How many specs there are, without running them.
 * @returns {Promise<number>}
 */
export async function countElectronSpecs() {
  const { stdout } = await runCommand([
    ...packageProgram('@playwright/test', 'playwright'),
    'test',
    '--list',
    '--reporter=line',
  ])
  return Number(/^Total: (\d+) tests?/m.exec(stdout)?.[1] ?? 0)
}
