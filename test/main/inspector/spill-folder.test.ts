// Folders of bodies that a crash left behind, and a disk that is really full.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { removeLeftovers } from '../../../src/main/inspector/spill-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { found, passing, testRecorder } from './passing.ts'

const run = promisify(execFile)

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid as number
}

async function livingProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill())
  await once(child, 'spawn')
  return child.pid as number
}

async function leave(parent: string, name: string): Promise<string> {
  await mkdir(join(parent, name))
  await writeFile(join(parent, name, 'bodies'), 'left behind')
  return name
}

describe('leftovers', () => {
  it('of processes that no longer live are removed at the next start; those of others stay', async () => {
    const folder = await temporaryFolder()
    const dead = await deadProcess()
    await leave(folder, `throughline-${dead}-0123456789ab`)
    const stay = [
      await leave(folder, `throughline-${await livingProcess()}-0123456789ab`),
      await leave(folder, `throughline-${process.pid}-0123456789ab`),
      await leave(folder, `throughline-${dead}-other`),
      await leave(folder, `throughline-test-${dead}`),
    ]
    await testRecorder({ folder })
    await vi.waitFor(async () => expect((await readdir(folder)).sort()).toEqual(stay.sort()))
  })

  it('of an earlier process with this one’s number are removed', async () => {
    const folder = await temporaryFolder()
    const name = await leave(folder, `throughline-${process.pid}-0123456789ab`)
    const before = Date.now() / 1000 - process.uptime() - 60
    await utimes(join(folder, name), before, before)
    await removeLeftovers(folder)
    expect(await readdir(folder)).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('do not lead out of the folder', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()]
    await writeFile(join(elsewhere, 'file'), 'not ours')
    await symlink(elsewhere, join(folder, `throughline-${await deadProcess()}-0123456789ab`))
    await removeLeftovers(folder)
    expect(await readdir(elsewhere)).toEqual(['file'])
  })

  it('in a folder that cannot be read are left', async () => {
    await expect(removeLeftovers(join(await temporaryFolder(), 'missing'))).resolves.toBeUndefined()
  })
})

/** A file system of 10 MB, or why there can be none. */
async function smallDisk(): Promise<{ folder: string } | { reason: string }> {
  if (process.platform !== 'linux') return { reason: 'only Linux has tmpfs' }
  const folder = await temporaryFolder()
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=10m', 'tmpfs', folder])
  } catch (error) {
    return { reason: (error as Error).message.trim() }
  }
  onTestFinished(async () => {
    await run('umount', [folder])
  })
  return { folder }
}

describe('a full disk', () => {
  it('cuts bodies short, says so, and is tried again', async ({ skip }) => {
    const disk = await smallDisk()
    if ('reason' in disk) {
      process.stdout.write(`Skipped the full disk: ${disk.reason}\n`)
      return skip(disk.reason)
    }
    const recorder = await testRecorder({ folder: disk.folder })
    const { begin, send, end, pass } = passing(recorder)
    const bytes = Buffer.alloc(1_000_000, 'abcdefg')
    const first = begin()
    for (let i = 0; i < 15; i++) {
      send(first, bytes)
      await vi.waitFor(() => expect(recorder.state.memoryBytes).toBeLessThan(100_000))
    }
    end(first)
    expect(recorder.state.problem).toBe('disk-full')
    const body = found(recorder, first.id).body('request')
    const { capturedBytes } = body.info
    expect(body.info).toMatchObject({ wireBytes: 15_000_000, gap: 'disk-full' })
    expect(capturedBytes).toBeGreaterThan(9_000_000)
    expect(capturedBytes).toBeLessThanOrEqual(10_485_760)
    const kept = await body.read(capturedBytes - 1_000_000, 2_000_000)
    expect(kept).toEqual(Buffer.alloc(1_000_000, 'abcdefg').map((_, i) => bytes[(capturedBytes + i) % 1_000_000] ?? 0))

    // What is small stays in memory, and needs no disk.
    const small = pass({ request: 'small' })
    expect(found(recorder, small).body('request').info.gap).toBeNull()

    recorder.remove([first.id])
    recorder.remove([small])
    const next = pass({ request: bytes })
    await vi.waitFor(() => expect(recorder.state).toMatchObject({ problem: null, diskBytes: 1_000_000 }))
    expect(await found(recorder, next).body('request').read(0, 2_000_000)).toEqual(bytes)
  })
})
