// A file system of the test's own, where that is permitted: one that can be full, or may not be written.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const run = promisify(execFile)

export interface SmallDisk {
  folder: string
  makeReadOnly(): Promise<void>
}

/** @returns why there can be none, where there can be none */
export async function smallDisk(megabytes: number): Promise<SmallDisk | { reason: string }> {
  if (process.platform !== 'linux') return { reason: 'only Linux has tmpfs' }
  const folder = await temporaryFolder()
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch (error) {
    return { reason: (error as Error).message.trim() }
  }
  onTestFinished(async () => {
    await run('umount', [folder])
  })
  return {
    folder,
    async makeReadOnly() {
      await run('mount', ['-o', 'remount,ro', folder])
    },
  }
}
