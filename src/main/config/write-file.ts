// Replaces a file's content at once: a reader sees the old text or the new one, never a part.
import { randomBytes } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CallError } from '../../shared/errors.ts'

/**
 * Temp file in the same folder, fsync, rename. A symbolic link stays one, the mode stays. Rejects with the
 * system's error.
 * @param expected what the file must still hold when it is replaced
 * @throws CallError conflict where it holds something else
 */
export async function writeFileAtomically(path: string, text: string, expected?: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then(
    (stats) => stats.mode & 0o777,
    () => 0o600,
  )
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      // open() is subject to the umask.
      await file.chmod(mode)
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    if (expected !== undefined && (await readFile(target, 'utf8')) !== expected) {
      throw new CallError('conflict', `${basename(path)} was changed by another program meanwhile.`)
    }
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
