// Reads the .env file that the user named.
import { valuesOfEnvText } from '../../shared/env-text.ts'
import { readText } from './read-text.ts'

/** @throws CallError file_error when the file cannot be read */
export async function readEnvFile(path: string): Promise<ReadonlyMap<string, string>> {
  return valuesOfEnvText(await readText(path))
}
