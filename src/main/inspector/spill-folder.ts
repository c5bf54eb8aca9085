// The private folder of this process's spill file, and the removal of what processes that crashed left behind.

import { randomBytes } from 'node:crypto'
import { type FileHandle, lstat, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface SpillFolder {
  /** Makes the folder and the file in it, for nobody else to read. */
  openFile(): Promise<FileHandle>
  /** Removes both. */
  remove(): Promise<void>
}

/** @param parent such as os.tmpdir() */
export function createSpillFolder(parent: string): SpillFolder {
  const folder = join(parent, `throughline-${process.pid}-${randomBytes(6).toString('hex')}`)
  let isMade = false
  return {
    async openFile() {
      // Not recursive: somebody else's folder of this name would not be private.
      if (!isMade) await mkdir(folder, { mode: 0o700 })
      isMade = true
      return open(join(folder, 'bodies'), 'wx+', 0o600)
    },
    async remove() {
      if (isMade) await rm(folder, { recursive: true, force: true })
      isMade = false
    },
  }
}

/** Removes the folders of processes that no longer live; what cannot be removed is left. */
export async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names) {
    const pid = Number(/^throughline-(\d{1,10})-[0-9a-f]{12}$/.exec(name)?.[1])
    if (!pid) continue
    const path = join(parent, name)
    try {
      const { uid, mtimeMs } = await lstat(path)
      if (process.getuid !== undefined && uid !== process.getuid()) continue
      if (!isLeftover(pid, mtimeMs)) continue
      await rm(path, { recursive: true, force: true })
    } catch {
      // Gone meanwhile, or in use on Windows: the next start tries again.
    }
  }
}

/** A container may give each run the same process id: a folder older than this process is then another's. */
function isLeftover(pid: number, mtimeMs: number): boolean {
  if (pid === process.pid) return mtimeMs < Date.now() - 1000 * process.uptime() - 1000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
