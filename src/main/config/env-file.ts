// Reads the .env file that the user named.
import { parseEnv } from 'node:util'
import { readText } from './read-text.ts'

/** @throws CallError file_error when the file cannot be read */
export async function readEnvFile(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readText(path)
  // With the byte order mark that Windows' editors write, the first name would be another.
  return new Map(Object.entries(parseEnv(text.replace(/^\ufeff/, ''))) as [string, string][])
}
