// `throughline export --litellm`: prints a config.yaml for a LiteLLM proxy, and says what was left out.
import { basename } from 'node:path'
import { readEnvFile } from '../config/env-file.ts'
import { exportForLitellm } from '../config/export-litellm.ts'
import { parseConfig } from '../config/parse-config.ts'
import { formatProblem } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import type { ExportCommand } from './command.ts'
import { explain, printError } from './output.ts'

/** @returns 0 with the file on stdout; 2 for an invalid or unreadable config, with nothing there */
export async function exportConfig({ config: path, envFile }: ExportCommand): Promise<number> {
  let text: string
  let environment: Record<string, string | undefined> = process.env
  try {
    if (envFile !== null) environment = { ...Object.fromEntries(await readEnvFile(envFile)), ...process.env }
    text = await readText(path)
  } catch (error) {
    printError(explain(error))
    return 2
  }
  const fileName = basename(path)
  const { config, problems } = parseConfig(text, { environment })
  if (config === null) {
    for (const problem of problems) printError(formatProblem(fileName, problem))
    return 2
  }
  const { text: exported, notes } = exportForLitellm(text)
  process.stdout.write(exported)
  for (const note of notes) printError(`${fileName}: ${note}`)
  return 0
}
