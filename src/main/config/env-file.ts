// Reads the .env file that the user named.
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { CallError } from '../../shared/errors.ts'

/** @throws CallError file_error when the file cannot be read */
export async function readEnvFile(path: string): Promise<ReadonlyMap<string, string>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new CallError('file_error', `Could not read ${path}: ${(cause as NodeJS.ErrnoException).code}.`, { cause })
  }
  return new Map(Object.entries(parseEnv(text)) as [string, string][])
}
