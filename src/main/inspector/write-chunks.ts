// Writes a file piece by piece, for its owner only, so that nobody ever sees a part of it under its name.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Temp file in the same folder, fsync, rename; the temp file is removed where that fails. Mode 0600.
 * Rejects with the system's error, the chunks' own, or the signal's reason.
 */
export async function writeChunks(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`)
  const file = await open(temporary, 'wx', 0o600)
  try {
    try {
      for await (const chunk of chunks) {
        signal.throwIfAborted()
        await file.writeFile(chunk)
      }
      signal.throwIfAborted()
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
