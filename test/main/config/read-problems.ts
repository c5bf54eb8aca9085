// Reads a config's text as the tests look at it: the routes, and the problems as they are printed.
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { formatProblem } from '../../../src/main/config/problem.ts'

type Environment = Record<string, string | undefined>

/** Every problem as the command line prints it, one after the other; empty where there is none. */
export function problemsOf(text: string, environment: Environment = {}): string {
  return parseConfig(text, { environment })
    .problems.map((problem) => formatProblem('config.yaml', problem))
    .join('\n')
}

/** The config of a valid text; warnings are fine. */
export function configOf(text: string, environment: Environment = {}) {
  const { config } = parseConfig(text, { environment })
  if (!config) throw new Error(problemsOf(text, environment))
  return config
}

/** A config with one route, to which the lines are added: the first of them is line 5. */
export function routeWith(...lines: string[]): string {
  return [
    'general_settings:',
    '  pass_through_endpoints:',
    '    - path: /a',
    '      target: http://upstream.example',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n')
}
