// Reads the text of a config.yaml: the config where it is valid, and every problem with its place.
import { type Document, isMap, isScalar, type Node } from 'yaml'
import type { Problem } from '../../shared/route.ts'
import { buildConfig } from './build-config.ts'
import { type Config, routeKeyPath } from './config.ts'
import { findShadowWarnings, findWarnings } from './config-warnings.ts'
import { findCredentials } from './credential-places.ts'
import { createProblemPlacer } from './problem.ts'
import { readRawConfig } from './raw-config.ts'
import { configSchema } from './schema.ts'
import { type Aliases, findNode, formatKeyPath, type KeyPath } from './yaml-node.ts'
import { findCredentialsByLine, findYamlProblems } from './yaml-problems.ts'
import { type ReadYaml, readYaml } from './yaml-text.ts'

export interface ParsedConfig {
  /** null where an error stands among the problems. */
  config: Config | null
  /** Errors first in the file's order, then warnings. */
  problems: Problem[]
}

export interface ParseOptions {
  /** LITELLM_MASTER_KEY stands in for a `master_key` that the file does not set. */
  environment: Readonly<Record<string, string | undefined>>
  /** Reads the YAML; absent: each time anew. */
  yaml?: ReadYaml
}

export function parseConfig(source: string, { environment, yaml = readYaml }: ParseOptions): ParsedConfig {
  // A byte order mark is no part of the first line.
  const text = source.startsWith('\ufeff') ? source.slice(1) : source
  const read = yaml(text)
  const { document, aliases, tree } = read
  const yamlProblems = findYamlProblems(read)
  if (yamlProblems.length > 0) {
    const hidden = [...findCredentials(document, aliases, text), ...findCredentialsByLine(text, yamlProblems)]
    const place = createProblemPlacer(text, hidden)
    const problems = yamlProblems.map(({ message, place: at }) =>
      place({ severity: 'error', key: '', message, place: at }),
    )
    return { config: null, problems }
  }

  if (tree === null) {
    const message = 'the aliases of aliases in this file would grow beyond measure'
    const problem = createProblemPlacer(text)({ severity: 'error', key: '', message, place: { start: 0, end: 1 } })
    return { config: null, problems: [problem] }
  }

  const result = configSchema.safeParse(tree)
  const config = result.success ? buildConfig(result.data, environment) : null
  const raw = readRawConfig(tree)
  const findings: Finding[] = [
    ...(result.error?.issues ?? []).map(({ path, message, code }) => ({
      path,
      message,
      // A header's value is not shown, so its name says more.
      atKey: code === 'invalid_key' || path.includes('headers') || path.at(-1) === 'master_key',
    })),
    ...(raw.masterKey || (raw.masterKey === undefined && environment.LITELLM_MASTER_KEY)
      ? []
      : raw.routes.flatMap(findUnguarded)),
  ]
  const warnings: Finding[] = [
    ...raw.routes.flatMap(findWarnings),
    ...(config ? findShadowWarnings(config.routes) : []),
  ]
  if (findings.length === 0 && warnings.length === 0) return { config, problems: [] }

  const toPlace = createProblemPlacer(text, findCredentials(document, aliases, text))
  const place = (severity: Problem['severity']) => (finding: Finding) =>
    toPlace({
      severity,
      key: formatKeyPath(finding.path),
      message: finding.message,
      place: placeOf(document, aliases, finding),
    })
  const errors = findings.map(place('error')).sort(byPosition)
  return {
    config: errors.length === 0 ? config : null,
    problems: [...errors, ...warnings.map(place('warning')).sort(byPosition)],
  }
}

interface Finding {
  path: KeyPath
  message: string
  /** Points at the key instead of its value. */
  atKey: boolean
}

function findUnguarded(route: Readonly<Record<string, unknown>>, index: number): Finding[] {
  if (route.auth !== true) return []
  const message =
    'expected general_settings.master_key (or LITELLM_MASTER_KEY in the environment): without it nobody can be let in'
  return [{ path: [...routeKeyPath(index), 'auth'], message, atKey: false }]
}

function placeOf(document: Document, aliases: Aliases, { path, atKey }: Finding): { start: number; end: number } {
  const found = findNode(document, aliases, path)
  const node = found === null ? null : found.complete && !atKey ? found.node : (found.key ?? firstKey(found.node))
  return node?.range ? { start: node.range[0], end: node.range[1] } : { start: 0, end: 1 }
}

function byPosition(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column
}

/** Where a key is missing, its map's first key shows the place better than the whole map. */
function firstKey(node: Node): Node {
  const key = isMap(node) ? node.items[0]?.key : undefined
  return isScalar(key) ? key : node
}
