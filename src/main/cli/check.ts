// `throughline check`: says every problem of a config.yaml.
import { basename } from 'node:path'
import { formatPlural } from '../../shared/format.ts'
import { parseConfig } from '../config/parse-config.ts'
import { formatProblem } from '../config/problem.ts'
import type { CheckCommand } from './command.ts'
import { print, printError } from './output.ts'
import { readConfig } from './read-config.ts'

/** @returns 0 for a valid file, whatever its warnings; 2 for an invalid or unreadable one */
export async function check({ config: path, envFile }: CheckCommand): Promise<number> {
  const read = await readConfig(path, envFile)
  if (read === null) return 2
  const { text, environment } = read
  const { config, problems } = parseConfig(text, { environment })
  for (const problem of problems) printError(formatProblem(basename(path), problem))
  if (config === null) return 2
  const warnings = problems.length === 0 ? '' : `, ${formatPlural(problems.length, 'warning')}`
  print(`${basename(path)} is valid: ${formatPlural(config.routes.length, 'route')}${warnings}.`)
  return 0
}
