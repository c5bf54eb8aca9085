// Random edits of a config.yaml, each with what must be true of its result.
import fc from 'fast-check'
import { isAlias, isNode, isSeq } from 'yaml'
import { addRoute } from '../../../../src/main/config/edits/add-route.ts'
import { deleteRoute } from '../../../../src/main/config/edits/delete-route.ts'
import { duplicateRoute } from '../../../../src/main/config/edits/duplicate-route.ts'
import { editRoute } from '../../../../src/main/config/edits/edit-route.ts'
import { moveRoute } from '../../../../src/main/config/edits/move-route.ts'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import { parseYaml, readTree } from '../../../../src/main/config/yaml-text.ts'
import { newRouteFields, type RouteFields } from '../../../../src/shared/route.ts'

const listPath = ['general_settings', 'pass_through_endpoints']

type Tree = { general_settings?: { pass_through_endpoints?: unknown } | null }

interface ReadFile {
  routes: unknown[]
  rest: unknown
}

interface KnownText {
  document: ReturnType<typeof parseYaml>
  file: ReadFile | null
  sources: readonly (string | null)[] | null
}

/** What was read last, the oldest first: each edit is looked at from many sides, and leaves what the next begins with. */
const known = new Map<string, KnownText>()
const mostKnown = 64

function knownText(text: string): KnownText {
  const found = known.get(text) ?? { document: parseYaml(text), file: null, sources: null }
  known.delete(text)
  known.set(text, found)
  for (const oldest of known.keys()) if (known.size > mostKnown) known.delete(oldest)
  return found
}

/** The file as plain objects, its routes apart from the rest. */
export function readFile(text: string): ReadFile {
  const found = knownText(text)
  if (found.file !== null) return found.file
  const { document } = found
  if (document.errors.length > 0) throw document.errors[0]
  const tree = readTree(document) as Tree
  const { pass_through_endpoints: list, ...settings } = tree.general_settings ?? {}
  found.file = { routes: Array.isArray(list) ? list : [], rest: { ...tree, general_settings: settings } }
  return found.file
}

/** The text of each route, from its first to its last character; null where it is empty or written elsewhere. */
export function sourcesOf(text: string): readonly (string | null)[] {
  const found = knownText(text)
  if (found.sources !== null) return found.sources
  const list = found.document.getIn(listPath)
  if (!isSeq(list)) return []
  found.sources = list.items.map((item) => {
    if (!isNode(item) || !item.range || isAlias(item)) return null
    // What follows its last line, indented or not, is a comment.
    return text.slice(item.range[0], item.range[1]).replace(/(?:\s*\n[ \t]*#.*)*\s*$/, '') || null
  })
  return found.sources
}

const name = fc.constantFrom('x-one', 'X-Two', 'accept', 'x-team', 'x-new', 'weird: name', '"quoted"', '#5', 'on')
const value = fc.constantFrom(
  'plain',
  'yes',
  '5',
  '2024-01-01',
  'a: b',
  ' padded ',
  '#x',
  'Bearer os.environ/KEY',
  '',
  'ü',
  '"',
  "it's",
  '{a}',
  'a, b?',
)
const rows = fc.uniqueArray(fc.record({ name, value }), { maxLength: 3, selector: (row) => row.name })

const change: fc.Arbitrary<Partial<RouteFields>> = fc.oneof(
  fc.record({ path: fc.constantFrom('/v1/x', '/with space', '/a#b', '/%20', '/~') }),
  fc.record({ target: fc.constantFrom('https://x.example', 'http://[::1]:80/?a=b#c', 'os.environ/BASE/v1') }),
  fc.record({ headers: rows }),
  fc.record({ query: rows }),
  fc.record({ auth: fc.boolean() }),
  fc.record({ includeSubpath: fc.boolean() }),
  fc.record({ forwardHeaders: fc.boolean() }),
  fc.record({ enabled: fc.boolean() }),
  fc.record({ methods: fc.subarray(['GET', 'POST', 'DELETE']) }),
  fc.record({ timeout: fc.constantFrom(null, 5, 0.5) }),
  fc.record({ costPerRequest: fc.constantFrom(0, 0.0000001, 2) }),
  fc.record({ customAuthParser: fc.constantFrom(null, 'langfuse' as const) }),
)

export type Edit =
  | { kind: 'add'; fields: RouteFields; at: number | null }
  | { kind: 'delete'; at: number }
  | { kind: 'duplicate'; at: number }
  | { kind: 'move'; at: number; to: number }
  | { kind: 'edit'; at: number; change: Partial<RouteFields> }
  | { kind: 'row'; at: number; row: { name: string; value: string }; in: 'headers' | 'query' }
  | { kind: 'rename'; at: number; to: string }

const position = fc.nat({ max: 50 })

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      fields: fc.tuple(change, change).map(([one, two]) => ({ ...newRouteFields, path: '/new', ...one, ...two })),
      at: fc.option(position),
    }),
    fc.record({ kind: fc.constantFrom('delete' as const, 'duplicate' as const), at: position }),
    fc.record({ kind: fc.constant('move' as const), at: position, to: position }),
    fc.record({ kind: fc.constant('edit' as const), at: position, change }),
    fc.record({
      kind: fc.constant('row' as const),
      at: position,
      row: fc.record({ name, value }),
      in: fc.constantFrom('headers' as const, 'query' as const),
    }),
    fc.record({ kind: fc.constant('rename' as const), at: position, to: name }),
  ),
  { minLength: 1, maxLength: 6 },
)

export interface Done {
  text: string
  /** Where each route that was not edited stood before and stands now. */
  others: { before: number; after: number }[]
  /** What the edited route must read as; null where there is none. */
  fields: { index: number; fields: RouteFields } | null
  /** Gives the first text back. */
  undo: ((text: string) => string) | null
}

/** null where the edit does not apply to this text. */
export function apply(text: string, edit: Edit): Done | null {
  const count = readFile(text).routes.length
  const all = [...Array(count).keys()]
  const keep = (to: (index: number) => number | null) =>
    all.flatMap((before) => {
      const after = to(before)
      return after === null ? [] : [{ before, after }]
    })
  if (edit.kind === 'add') {
    const at = edit.at === null ? null : edit.at % (count + 1)
    const index = at ?? count
    return {
      text: addRoute(text, edit.fields, at),
      others: keep((before) => (before < index ? before : before + 1)),
      fields: { index, fields: edit.fields },
      undo: count > 0 ? (after) => deleteRoute(after, index) : null,
    }
  }
  if (count === 0) return null
  const index = edit.at % count
  if (edit.kind === 'delete') {
    const others = keep((before) => (before === index ? null : before < index ? before : before - 1))
    return { text: deleteRoute(text, index), others, fields: null, undo: null }
  }
  if (edit.kind === 'duplicate') {
    const others = keep((before) => (before <= index ? before : before + 1))
    return { text: duplicateRoute(text, index), others, fields: null, undo: (after) => deleteRoute(after, index + 1) }
  }
  if (edit.kind === 'move') {
    const to = edit.to % count
    const order = all.toSpliced(index, 1).toSpliced(to, 0, index)
    return {
      text: moveRoute(text, index, to),
      others: keep((before) => order.indexOf(before)),
      fields: null,
      undo: (after) => moveRoute(after, to, index),
    }
  }
  const before = readRouteFields(text, index)
  const change = changeOf(edit, before)
  if (change === null) return null
  const fields = { ...before, ...change }
  return {
    text: editRoute(text, index, fields),
    others: keep((other) => (other === index ? null : other)),
    fields: { index, fields },
    undo: isUndone(edit, before, readFile(text).routes[index]) ? (after) => editRoute(after, index, before) : null,
  }
}

function changeOf(
  edit: Extract<Edit, { kind: 'edit' | 'row' | 'rename' }>,
  before: RouteFields,
): Partial<RouteFields> | null {
  if (edit.kind === 'edit') return edit.change
  if (edit.kind === 'rename') {
    const last = before.headers.at(-1)
    if (!last || before.headers.some((header) => header.name === edit.to)) return null
    return { headers: [...before.headers.slice(0, -1), { ...last, name: edit.to }] }
  }
  const present = before[edit.in]
  return present.some((row) => row.name === edit.row.name) ? null : { [edit.in]: [...present, edit.row] }
}

/** What is taken back without a trace: a line that came goes, and a word that changed has its old form. */
function isUndone(edit: Edit, before: RouteFields, route: unknown): boolean {
  if (typeof route !== 'object' || route === null) return false
  if (edit.kind === 'row') {
    const present = (route as Record<string, unknown>)[edit.in === 'query' ? 'default_query_params' : 'headers']
    return present === undefined || before[edit.in].length > 0
  }
  return edit.kind === 'edit' && edit.change.timeout !== undefined && !('timeout' in route)
}
