// Opens the text of a config.yaml for an edit: its tree, its nodes with their tokens, and its list of routes.
import { isCollection, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml'
import { CallError } from '../../../shared/errors.ts'
import { routeKeyPath } from '../config.ts'
import { asMap } from '../raw-config.ts'
import { lineBreak, lineStart } from '../text-edit.ts'
import { findNode } from '../yaml-node.ts'
import { type ReadYaml, readYaml, type YamlText } from '../yaml-text.ts'

export interface ConfigText extends YamlText {
  /** Opens and proves what an edit of it leads to. */
  readonly read: ReadYaml
  /** As they read, whatever they are; empty where there is no list. */
  readonly routes: readonly unknown[]
  /** null where there is no list. */
  readonly list: YAMLSeq | null
}

/** @throws CallError config_invalid for what is no YAML */
export function openConfig(text: string, read: ReadYaml = readYaml): ConfigText {
  const opened = tryOpen(text, read)
  if (opened === null)
    throw new CallError('config_invalid', 'The file is not valid YAML. Mend it in the YAML view first.')
  return opened
}

/**
 * Of a text on the way to what is meant.
 * @throws Uneditable for what is no YAML
 */
export function reopenConfig(text: string, read: ReadYaml): ConfigText {
  const opened = tryOpen(text, read)
  if (opened === null) throw new Uneditable()
  return opened
}

function tryOpen(text: string, read: ReadYaml): ConfigText | null {
  const { document, aliases, tree } = read(text)
  if (tree === null) return null
  const found = findNode(document, aliases, routeKeyPath(0).slice(0, -1))
  const list = found?.complete && isSeq(found.node) ? found.node : null
  return { read, text, document, aliases, tree, routes: list ? routesOf(tree) : [], list }
}

export function routesOf(tree: unknown): readonly unknown[] {
  const list = asMap(asMap(tree).general_settings).pass_through_endpoints
  return Array.isArray(list) ? list : []
}

/** The tree with other routes. */
export function withRoutes(tree: unknown, routes: readonly unknown[]): unknown {
  const { general_settings: settings, ...others } = asMap(tree)
  return { ...others, general_settings: { ...asMap(settings), pass_through_endpoints: routes } }
}

/** @throws CallError conflict when no route stands at the index */
export function expectRoute(config: ConfigText, index: number): void {
  if (index in config.routes) return
  throw new CallError('conflict', 'The route is no longer in the file.')
}

/**
 * Edits the text between a byte order mark and what ends the last line: both stay as they are.
 * @param edit gets a text that ends with a line break
 */
export function editBody(source: string, edit: (text: string) => string): string {
  const mark = source.startsWith('\ufeff') ? '\ufeff' : ''
  const body = source.slice(mark.length)
  if (body === '' || body.endsWith('\n')) return mark + edit(body)
  const eol = lineBreak(body)
  const edited = edit(body + eol)
  return mark + (edited.endsWith(eol) ? edited.slice(0, -eol.length) : edited)
}

/** The pair with this key in the map itself, not in what it merges. */
export function ownPair(map: unknown, key: string): Pair | undefined {
  if (!isMap(map)) return undefined
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

/** Of a node that was parsed. */
export function rangeOf(node: unknown): [start: number, end: number] {
  const { range } = node as Node
  if (!range) throw new Uneditable()
  return [range[0], range[1]]
}

/** Spaces before the offset, in a line of which nothing but `- ` or spaces may stand before it. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Thrown inside an edit where the text gives no way to do it in place; the next way is tried. */
export class Uneditable extends Error {}

/** The colon of a pair, and the offset where its value's text ends, which may be empty. */
export function placeOfValue(pair: Pair): { colon: number; end: number } {
  const colon = sepOf(pair).find(({ type }) => type === 'map-value-ind')?.offset
  if (colon === undefined) throw new Uneditable()
  const range = isPlaced(pair.value) ? pair.value.range : null
  return { colon, end: range ? range[1] : colon + 1 }
}

interface SourceToken {
  readonly type: string
  readonly offset: number
  readonly source: string
}

function sepOf(pair: Pair): readonly SourceToken[] {
  const item = pair.srcToken
  return item && 'sep' in item && Array.isArray(item.sep) ? item.sep : []
}

/** Tokens before an item of a list: its dash, its anchor, comments. */
export function tokensBefore(list: YAMLSeq, index: number): readonly SourceToken[] {
  const token = list.srcToken
  return token && 'items' in token ? (token.items[index]?.start ?? []) : []
}

/** Not so an empty value: its place may lie behind a comment. */
export function isPlaced(value: unknown): value is Node & { range: [number, number, number] } {
  if (typeof value !== 'object' || value === null || !('range' in value)) return false
  const { range } = value as Partial<Node>
  return Array.isArray(range) && range[1] > range[0]
}

export function isBlockCollection(value: unknown): boolean {
  return isCollection(value) && !value.flow && !isPair(value)
}
