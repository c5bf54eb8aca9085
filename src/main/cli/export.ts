// `throughline export --litellm`: prints a config.yaml for a LiteLLM proxy, and says what was left out.
import { basename } from 'node:path'
import { exportForLitellm } from '../config/export-litellm.ts'
import { parseConfig } from '../config/parse-config.ts'
import { formatProblem } from '../config/problem.ts'
import type { ExportCommand } from './command.ts'
import { printError } from './output.ts'
import { readConfig } from './read-config.ts'

/** @returns 0 with the file on stdout; 2 for an invalid or unreadable config, with nothing there */
export async function exportConfig({ config: path, envFile }: ExportCommand): Promise<number> {
  const read = await readConfig(path, envFile)
  if (read === null) return 2
  const { text, environment } = read
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
