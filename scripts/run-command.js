// Runs a command of this project's tools from the project's root, with its output shown or kept.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'

/** The project's root folder. */
export const root = join(import.meta.dirname, '..')

const require = createRequire(join(root, 'package.json'))

/**
 * The command line that runs an installed package's program under this same Node, on every system.
 * @param {string} packageName
 * @param {string} [program] where the package has more than one
 * @returns {string[]}
 */
export function packageProgram(packageName, program = packageName) {
  const manifestFile = join(root, 'node_modules', packageName, 'package.json')
  const { bin } = require(manifestFile)
  return [process.execPath, join(dirname(manifestFile), typeof bin === 'string' ? bin : bin[program])]
}

/**
 * Runs a command to its end.
 * @param {string[]} command the program and its arguments
 * @param {{ show?: boolean, env?: Record<string, string>, timeout?: number }} [options] show: pass the output on as
 *   it comes, rather than keep it; env: added to this process's; timeout: in milliseconds
 * @returns {Promise<{ code: number, stdout: string, output: string }>} output: stdout and stderr as they came. The
 *   code is 128 and the signal's number where a signal ended it, and 127 where it could not be started.
 */
export function runCommand([program, ...rest], { show = false, env = {}, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      timeout,
    })
    let stdout = ''
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.on('error', (error) => resolve({ code: 127, stdout, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), stdout, output }))
  })
}

/**
 * A child's end as one number, as shells count it.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
