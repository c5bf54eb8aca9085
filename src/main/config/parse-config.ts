// Reads the text of a config.yaml: the config where it is valid, and every problem with its place.
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { Problem } from '../../shared/route.ts'
import { buildConfig } from './build-config.ts'
import { type Config, routeKeyPath } from './config.ts'
import { findWarnings } from './config-warnings.ts'
import { type ProblemInput, placeProblem } from './problem.ts'
import { configSchema } from './schema.ts'
import { findNode, formatKeyPath, type KeyPath } from './yaml-node.ts'

export interface ParsedConfig {
  /** null where an error stands among the problems. */
  config: Config | null
  /** Errors first in the file's order, then warnings. */
  problems: Problem[]
}

export interface ParseOptions {
  /** LITELLM_MASTER_KEY stands in for a `master_key` that the file does not set. */
  environment: Readonly<Record<string, string | undefined>>
}

/**
 * YAML 1.1, as LiteLLM's own reader (PyYAML) has it: `on` and `yes` are true, `<<` merges.
 */
export function parseYaml(text: string, lines?: LineCounter): Document.Parsed {
  return parseDocument(text, { version: '1.1', prettyErrors: false, ...(lines && { lineCounter: lines }) })
}

export function parseConfig(text: string, { environment }: ParseOptions): ParsedConfig {
  const lines = new LineCounter()
  const document = parseYaml(text, lines)
  const place = (input: ProblemInput) => placeProblem(text, lines, input)

  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      place({
        severity: 'error',
        key: '',
        message: sentence(error.message),
        place: { start: error.pos[0], end: error.pos[1] },
      }),
    )
    return { config: null, problems }
  }

  let tree: unknown
  try {
    tree = document.toJS({ maxAliasCount: 1000 }) ?? {}
  } catch (error) {
    const message = `the aliases cannot be resolved: ${(error as Error).message}`
    return { config: null, problems: [place({ severity: 'error', key: '', message, place: { start: 0, end: 1 } })] }
  }

  const problem = (severity: Problem['severity'], path: KeyPath, message: string, atKey = false): Problem => {
    const found = findNode(document, path)
    const node = found === null ? null : found.complete && !atKey ? found.node : (found.key ?? firstKey(found.node))
    const range = node?.range ?? [0, 1, 1]
    return place({
      severity,
      key: formatKeyPath(path),
      message,
      place: { start: range[0], end: range[1] },
      masked: found?.complete === true && !atKey && holdsCredential(path),
    })
  }

  const result = configSchema.safeParse(tree)
  if (!result.success) {
    const problems = result.error.issues.map((issue) =>
      problem('error', issue.path, issue.message, issue.code === 'invalid_key' || holdsCredential(issue.path)),
    )
    return { config: null, problems: problems.sort(byPosition) }
  }

  const config = buildConfig(result.data, environment)
  const errors = config.routes
    .filter((route) => route.auth && config.masterKey === null)
    .map((route) =>
      problem(
        'error',
        [...routeKeyPath(route.index), 'auth'],
        'expected general_settings.master_key (or LITELLM_MASTER_KEY in the environment): without it nobody can be let in',
      ),
    )
  const warnings = findWarnings(result.data, config).map((warning) =>
    problem('warning', warning.path, warning.message, warning.atKey),
  )
  return { config: errors.length === 0 ? config : null, problems: [...errors, ...warnings.sort(byPosition)] }
}

function byPosition(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column
}

/** Where a key is missing, its map's first key shows the place better than the whole map. */
function firstKey(node: Node): Node {
  const key = isMap(node) ? node.items[0]?.key : undefined
  return isScalar(key) ? key : node
}

/** The values of headers and the master key never stand in a message or a source line. */
function holdsCredential(path: KeyPath): boolean {
  return path.includes('headers') || path.at(-1) === 'master_key'
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
