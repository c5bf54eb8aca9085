// Reads a config.yaml as text, and says in plain words why a file cannot be read or written.
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { CallError } from '../../shared/errors.ts'

/**
 * Anything but UTF-8 is refused: read with its odd bytes replaced, it would be written back so.
 * @throws CallError file_error
 */
export async function readText(path: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new CallError('file_error', `Could not read ${path}: ${fileErrorReason(cause)}.`, { cause })
  }
  if (!isUtf8(bytes)) throw new CallError('file_error', `Could not read ${path}: it is not UTF-8 text.`)
  return bytes.toString('utf8')
}

const words: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
}

/** The system's words where they are common, else its code. */
export function fileErrorReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  return words[code] ? `${words[code]} (${code})` : code
}
