// Reads the password of `serve --web` from where it stands, and takes it out of the environment.
import { readText } from '../config/read-text.ts'

const variable = 'THROUGHLINE_WEB_PASSWORD'
const shortest = 8

/**
 * null where there is none.
 * @throws CallError file_error where the file cannot be read; Error where the password is too short
 */
export async function readWebPassword(file: string | null): Promise<string | null> {
  const fromEnvironment = process.env[variable]
  // A route could name it like any other variable, and so send it away.
  delete process.env[variable]
  const password = file === null ? fromEnvironment : (await readText(file)).split(/\r?\n/, 1)[0]
  if (password === undefined || (file === null && password === '')) return null
  if ([...password].length < shortest) throw new Error(`The password needs at least ${shortest} characters.`)
  return password
}
