// Before any test: sees to a built command line, and finds the Node that it is to run under.
import { execFile } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The built command line. */
    cliFile: string
    /** The machine's own Node, as its users have it. */
    machineNode: string
  }
}

const root = join(import.meta.dirname, '../..')
const sources = ['src/main', 'src/shared', 'package.json', 'vite.cli.config.ts', 'build-constants.ts']

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const node = await findMachineNode()
  process.stdout.write(`The command line is tested under Node ${node.version} (${node.path}).\n`)
  project.provide('machineNode', node.path)

  const built = join(root, 'out/main/cli.js')
  if (!(await isStale(built))) {
    project.provide('cliFile', built)
    return async () => undefined
  }
  // Not into out/, which another program may be running from.
  const folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  project.provide('cliFile', join(folder, 'main/cli.js'))
  // The window takes too long to build for these tests: a page stands in its place.
  await mkdir(join(folder, 'renderer'))
  await writeFile(join(folder, 'renderer/index.html'), '<!doctype html>\n')
  try {
    await build({
      root,
      configFile: join(root, 'vite.cli.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, 'main') },
    })
  } catch (error) {
    // The tests that run it fail then, and no other.
    process.stdout.write(`The command line could not be built: ${error}\n`)
  }
  return () => rm(folder, { recursive: true, force: true })
}

/** Whether the file is not there, or older than what it is built from. */
async function isStale(file: string): Promise<boolean> {
  const builtAt = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  const changes = await Promise.all(sources.map((path) => newestChange(join(root, path))))
  return Math.max(...changes) > builtAt
}

async function newestChange(path: string): Promise<number> {
  const stats = await stat(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const names = await readdir(path)
  return Math.max(stats.mtimeMs, ...(await Promise.all(names.map((name) => newestChange(join(path, name))))))
}

/** The first on the PATH that no package brought along; where there is none that is new enough, this one. */
async function findMachineNode(): Promise<{ path: string; version: string }> {
  const run = promisify(execFile)
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '' || folder.includes('node_modules')) continue
    const path = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
    try {
      await access(path, constants.X_OK)
      const version = (await run(path, ['--version'])).stdout.trim()
      const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
      if (major > 20 || (major === 20 && minor >= 18)) return { path, version }
    } catch {
      // Not in this folder.
    }
  }
  return { path: process.execPath, version: `${process.version}, as this machine has none of its own` }
}
