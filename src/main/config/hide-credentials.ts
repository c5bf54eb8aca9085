// Writes `os.environ/NAME` where a config.yaml holds a credential itself, so that the text can be passed on.
import { isAlias, isMap, isScalar, isSeq, Parser, type Scalar } from 'yaml'
import { findCredential, findCredentialsInComment, type ValuePlace } from './credential-value.ts'
import { applyEdits, lineBreak, type TextEdit } from './text-edit.ts'
import { createVariableNames } from './variable-names.ts'
import { formatKeyPath, resolveAliases } from './yaml-node.ts'
import { parseYaml } from './yaml-text.ts'

export interface HiddenCredentials {
  text: string
  /** `valueId` of what stood there → what stands there now. */
  values: ReadonlyMap<string, string>
  /** One for each place, in the file's order of values, then of comments. */
  places: { place: string; variable: string }[]
}

/** A value together with the key nearest above it. */
export function valueId(key: string, value: string): string {
  return `${key}\0${value}`
}

export function hideCredentials(text: string): HiddenCredentials {
  const names = createVariableNames(text)
  const strings = findStrings(text)
  const values = new Map<string, { value: string; variable: string }>()
  const written = new Map(strings.filter(({ isBorrowed }) => !isBorrowed).map((string) => [string.node, string.key]))
  for (const { key, value, node, place, routePath } of strings) {
    const found = findCredential(key, value, place)
    if (found === null) continue
    const variable = names.of(found.secret, wantedName(key, routePath))
    const hidden = { value: `${found.before}os.environ/${variable}`, variable }
    values.set(valueId(key, value), hidden)
    // Borrowed under another name, it goes where it is written.
    values.set(valueId(written.get(node) ?? key, value), hidden)
  }

  const edits: TextEdit[] = []
  const places: HiddenCredentials['places'] = []
  for (const { key, value, node, path, isBorrowed } of strings) {
    const hidden = values.get(valueId(key, value))
    if (!hidden || !node.range || isBorrowed) continue
    const [start, end] = node.range
    edits.push({ start, end, text: inStyleOf(text.slice(start, end), hidden.value) })
    places.push({ place: formatKeyPath(path), variable: hidden.variable })
  }
  let line = 1
  let counted = 0
  for (const { offset, source } of findComments(text)) {
    for (; counted < offset; counted++) if (text[counted] === '\n') line++
    for (const { key, start, end } of inComment(source, names.secrets())) {
      const variable = names.of(source.slice(start, end), wantedName(key, null))
      edits.push({ start: offset + start, end: offset + end, text: `os.environ/${variable}` })
      places.push({ place: `the comment in line ${line}`, variable })
    }
  }
  return {
    text: applyEdits(text, edits),
    values: new Map([...values].map(([id, { value }]) => [id, value])),
    places,
  }
}

interface FoundString {
  key: string
  value: string
  node: Scalar
  place: ValuePlace
  path: (string | number)[]
  /** `path` of the route it belongs to. */
  routePath: string | null
  /** It is written elsewhere. */
  isBorrowed: boolean
}

/** Every string of the document that is no key. What headers borrow by an alias is found once more, as theirs. */
function findStrings(text: string): FoundString[] {
  const document = parseYaml(text)
  const aliases = resolveAliases(document)
  const borrowed = new Set<unknown>()
  const found: FoundString[] = []
  const walk = (node: unknown, at: Omit<FoundString, 'value' | 'node'>) => {
    if (isAlias(node)) {
      const source = aliases.get(node)
      if (at.place === 'other' || borrowed.has(source)) return
      borrowed.add(source)
      walk(source, { ...at, isBorrowed: true })
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item, { ...at, path: [...at.path, index] })
    } else if (isMap(node)) {
      const own = node.get('path')
      const routePath = typeof own === 'string' && own.startsWith('/') ? own : at.routePath
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : ''
        const place = /headers$/i.test(key) ? 'header' : key === 'target' ? 'target' : at.place
        walk(pair.value, { ...at, key, place, path: [...at.path, key], routePath })
      }
    } else if (isScalar(node) && typeof node.value === 'string') {
      found.push({ ...at, value: node.value, node })
    }
  }
  walk(document.contents, { key: '', place: 'other', path: [], routePath: null, isBorrowed: false })
  return found
}

/** RERANK_AUTHORIZATION for Authorization of /v1/rerank; the name that LiteLLM knows for the master key. */
function wantedName(key: string, routePath: string | null): string {
  if (key === 'master_key') return 'LITELLM_MASTER_KEY'
  const segment = routePath?.split('/').findLast((part) => /[A-Za-z0-9]/.test(part))
  const words = [segment, key].filter((part) => part !== undefined && part !== '')
  const name = words
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[A-Z]/.test(name) ? name.slice(0, 60) : `KEY_${name.slice(0, 56)}`
}

/** The value with the quotes that stood there. It holds nothing that quotes would have to escape. */
function inStyleOf(source: string, value: string): string {
  const quote = /^["']/.exec(source)?.[0] ?? ''
  // A block scalar's range takes its last line break along.
  const ending = source.endsWith('\n') ? lineBreak(source) : ''
  return quote + value + quote + ending
}

interface Comment {
  offset: number
  source: string
}

function findComments(text: string): Comment[] {
  const comments: Comment[] = []
  const walk = (token: unknown) => {
    if (typeof token !== 'object' || token === null) return
    if ('type' in token && token.type === 'comment') comments.push(token as unknown as Comment)
    else for (const part of Object.values(token)) walk(part)
  }
  for (const token of new Parser().parse(text)) walk(token)
  return comments
}

/** By their form, and those that the file's values show: a key is often noted beside where it is used. */
function inComment(comment: string, secrets: readonly string[]): ReturnType<typeof findCredentialsInComment> {
  const found = findCredentialsInComment(comment)
  for (const secret of secrets.filter(({ length }) => length >= 6)) {
    for (let start = comment.indexOf(secret); start !== -1; start = comment.indexOf(secret, start + secret.length)) {
      found.push({ key: '', start, end: start + secret.length })
    }
  }
  found.sort((a, b) => a.start - b.start)
  return found.filter(({ start }, index) => found.slice(0, index).every((other) => other.end <= start))
}
