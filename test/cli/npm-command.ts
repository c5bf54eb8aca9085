// Runs npm: the one that runs the tests, else the one on the PATH.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** @returns its standard output @throws with npm's own words where it fails */
export async function npm(args: readonly string[], folder: string): Promise<string> {
  const own = process.env.npm_execpath
  const [program, ...first] = own?.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm']
  const { stdout } = await promisify(execFile)(program as string, [...first, ...args], {
    cwd: folder,
    maxBuffer: 16_777_216,
    // npm is a .cmd there, which only a shell runs.
    shell: process.platform === 'win32' && first.length === 0,
  })
  return stdout
}
