// What is wrong with the document, at its places in the text, in words and with what mends it.
import type { Problem, RoutesState, VariableSource } from '../../../../shared/route.ts'
import type { SecretsState } from '../../../../shared/secret.ts'
import { asSentence, problemsOfRoute } from '../editor/route-problems.ts'
import { brokenVariables } from './broken-variables.ts'
import { routeLines } from './route-lines.ts'

/** Names and values stand in the sentence as code. */
export type Words = (string | { code: string })[]

/** Half-open, in characters from the text's beginning. */
export interface TextRange {
  from: number
  to: number
}

export type Mend =
  | { kind: 'secret'; name: string; source: VariableSource }
  | { kind: 'above'; index: number; path: string; row: number }
  | { kind: 'keychain' }
  | { kind: 'key'; name: string }

export interface YamlProblem {
  severity: Problem['severity']
  words: Words
  /** Both from 1. */
  line: number
  column: number
  /** The first one is at `line` and `column`. */
  places: TextRange[]
  mend: Mend | null
}

export interface ProblemSources {
  /** With `\n` for line breaks. */
  text: string
  state: Pick<RoutesState, 'routes' | 'problems'>
  /** null while they are not known. */
  secrets: SecretsState | null
}

/** In the order of the text. */
export function findYamlProblems({ text, state, secrets }: ProblemSources): YamlProblem[] {
  const starts = lineStarts(text)
  const found = [
    ...state.problems.map((problem) => placed(problem, text, starts, state)),
    ...brokenVariables(text, starts, state.routes, secrets),
  ]
  return found.sort((one, other) => one.line - other.line || one.column - other.column)
}

export function plainWords(words: Words): string {
  return words.map((piece) => (typeof piece === 'string' ? piece : piece.code)).join('')
}

/** Where each line of a text begins. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function placed(
  problem: Problem,
  text: string,
  starts: readonly number[],
  state: ProblemSources['state'],
): YamlProblem {
  const { severity, line, column, length } = problem
  const from = Math.min((starts[line - 1] ?? text.length) + column - 1, text.length)
  const lineEnd = (starts[line] ?? text.length + 1) - 1
  const place = { from, to: Math.max(from, Math.min(from + length, lineEnd)) }
  return {
    severity,
    line,
    column,
    places: [place],
    ...(shadowed(problem, text, state) ??
      misspelt(problem, text.slice(place.from, place.to)) ??
      literal(problem) ?? { words: plain(problem), mend: null }),
  }
}

type Told = Pick<YamlProblem, 'words' | 'mend'>

const routeKey = /^pass_through_endpoints\[(\d+)\]\.?/

function shadowed(problem: Problem, text: string, { routes }: ProblemSources['state']): Told | null {
  const index = Number(routeKey.exec(problem.key)?.[1] ?? Number.NaN)
  if (Number.isNaN(index)) return null
  const { shadow } = problemsOfRoute({ problems: [problem] }, index)
  const route = routes[index]
  if (!shadow || !route) return null
  const lines = routeLines(text)
  const line = lines.length === routes.length ? lines[shadow.row - 1] : undefined
  const by = routes[shadow.row - 1]
  const where = line === undefined ? ` in row ${shadow.row}` : ` on line ${line}`
  return {
    words: [
      { code: route.path },
      ' is shadowed by ',
      { code: shadow.path },
      `${where}${by?.includeSubpath ? ', which includes subpaths.' : '.'}`,
    ],
    mend: { kind: 'above', index, path: shadow.path, row: shadow.row },
  }
}

function misspelt({ message }: Problem, typed: string): Told | null {
  const name = /^did you mean (\S+)\?$/.exec(message)?.[1]
  if (name === undefined) return null
  return {
    words: [{ code: typed }, ' means nothing here. Did you mean ', { code: name }, '?'],
    mend: { kind: 'key', name },
  }
}

function literal({ key, message }: Problem): Told | null {
  if (!message.startsWith('this looks like a credential')) return null
  return {
    words: [{ code: nameOf(key) }, ' looks like a credential in plain text.'],
    mend: { kind: 'keychain' },
  }
}

function plain({ key, message }: Problem): Words {
  const name = nameOf(key)
  return name === ''
    ? [asSentence(message)]
    : [{ code: name }, `: ${/[.?!)]$/.test(message) ? message : `${message}.`}`]
}

/** `pass_through_endpoints[1].headers.Authorization` → `headers.Authorization`. */
const nameOf = (key: string) => key.replace(routeKey, '')
