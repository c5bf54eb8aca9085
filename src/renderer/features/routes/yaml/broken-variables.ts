// Variables that the text names and that have no value, with the routes that need them.
import type { RouteView } from '../../../../shared/route.ts'
import type { SecretsState } from '../../../../shared/secret.ts'
import { isBroken } from '../editor/use-variables.ts'
import { isInComment } from './yaml-place.ts'
import type { TextRange, Words, YamlProblem } from './yaml-problems.ts'

const reference = /os\.environ\/([A-Za-z_][A-Za-z0-9_]*)/g

/** Paths that a sentence names; the others are counted. */
const mostPaths = 3

/** One problem a variable, at its first place. */
export function brokenVariables(
  text: string,
  starts: readonly number[],
  routes: readonly RouteView[],
  secrets: SecretsState | null,
): YamlProblem[] {
  const sources = new Map((secrets?.secrets ?? []).map(({ name, source }) => [name, source]))
  const users = new Map<string, Set<string>>()
  for (const { path, variables } of routes) {
    for (const { name, source } of variables) {
      sources.set(name, source)
      if (isBroken(source)) users.set(name, (users.get(name) ?? new Set()).add(path))
    }
  }
  const found = new Map<string, YamlProblem>()
  let line = 0
  for (const match of text.matchAll(reference)) {
    const name = match[1] as string
    const source = sources.get(name)
    if (source !== 'missing' && source !== 'unreadable') continue
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= match.index) line += 1
    const start = starts[line] as number
    if (isInComment(text.slice(start, match.index))) continue
    const place: TextRange = { from: match.index, to: match.index + match[0].length }
    const known = found.get(name)
    if (known) {
      known.places.push(place)
      continue
    }
    const paths = [...(users.get(name) ?? [])]
    found.set(name, {
      severity: 'error',
      words: source === 'missing' ? missingWords(name, paths) : unreadableWords(name, secrets),
      line: line + 1,
      column: match.index - start + 1,
      places: [place],
      mend: { kind: 'secret', name, source },
    })
  }
  return [...found.values()]
}

function missingWords(name: string, paths: readonly string[]): Words {
  if (paths.length === 0) return [{ code: name }, ' is not set.']
  const shown = paths.slice(0, mostPaths)
  const rest = paths.length - shown.length
  const list = shown.flatMap((path, at): Words => (at === 0 ? [{ code: path }] : [', ', { code: path }]))
  const others = rest === 0 ? '' : ` and ${rest} ${rest === 1 ? 'other' : 'others'}`
  return [{ code: name }, ' is not set. Requests to ', ...list, `${others} will fail until it is.`]
}

function unreadableWords(name: string, secrets: SecretsState | null): Words {
  if (secrets && !secrets.keychain.available)
    return [{ code: name }, ' is saved, but the OS keychain that opens it is not available.']
  return ['Cannot decrypt ', { code: name }, '. It was saved by another user or computer. Enter it again.']
}
