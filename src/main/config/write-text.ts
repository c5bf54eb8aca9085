// Writes a text file whole, and says in plain words why it could not.
import { access, constants } from 'node:fs/promises'
import { CallError } from '../../shared/errors.ts'
import { fileErrorReason } from './read-text.ts'
import { writeFileAtomically } from './write-file.ts'

/**
 * @param expected what the file must hold now; null: whatever it holds, and where there is none
 * @throws CallError conflict or file_error; the file is then as it was
 */
export async function writeText(path: string, text: string, expected: string | null): Promise<void> {
  try {
    await expectWritable(path)
    await writeFileAtomically(path, text, expected ?? undefined)
  } catch (cause) {
    if (cause instanceof CallError) throw cause
    throw new CallError('file_error', `Could not write ${path}: ${fileErrorReason(cause)}.`, { cause })
  }
}

export function canWrite(path: string): Promise<boolean> {
  return expectWritable(path).then(
    () => true,
    () => false,
  )
}

/** A rename would replace a file that may not be written, too. One that is not there may be written. */
async function expectWritable(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
