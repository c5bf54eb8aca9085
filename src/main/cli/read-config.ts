// Reads the config.yaml that a command names, with the variables that stand beside it.
import { readEnvFile } from '../config/env-file.ts'
import { readText } from '../config/read-text.ts'
import { explain, printError } from './output.ts'

export interface NamedConfig {
  text: string
  environment: Readonly<Record<string, string | undefined>>
}

/** null when a file cannot be read; why is then said on standard error. */
export async function readConfig(path: string, envFile: string | null): Promise<NamedConfig | null> {
  try {
    const variables = envFile === null ? {} : Object.fromEntries(await readEnvFile(envFile))
    return { environment: { ...variables, ...process.env }, text: await readText(path) }
  } catch (error) {
    printError(explain(error))
    return null
  }
}
