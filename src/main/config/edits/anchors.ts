// Moves the definition of an anchor to one of its uses, for when the route that defines it changes, moves or goes.
import { type Alias, isMap, isPair, isScalar, isSeq, type Node, type Pair, visit } from 'yaml'
import { firstIndex } from '../first-index.ts'
import { contentEnd } from '../route-edits.ts'
import { applyEdits, lineBreak, lineEnd, type TextEdit } from '../text-edit.ts'
import { type ConfigText, columnOf, isBlockCollection, rangeOf } from './config-text.ts'
import { spanOf } from './list-layout.ts'

interface Definition {
  readonly node: Node
  /** Where the `&` stands. */
  readonly offset: number
  readonly uses: readonly Use[]
}

interface Use {
  readonly alias: Alias
  readonly offset: number
  readonly parent: unknown
  readonly isInFlow: boolean
}

/** `owner`: an offset in the route that the edit belongs to, which a new line at its end may lie behind. */
export interface OwnedEdit extends TextEdit {
  readonly owner: number
}

/**
 * No route but this one depends on it any more: the first use outside it becomes the definition.
 * @returns the same text where nothing depends on it
 */
export function detachRoute(config: ConfigText, index: number): string {
  const { text, list } = config
  if (list === null) return text
  const { start, end } = spanOf(text, list, index)
  const isInside = (offset: number) => offset >= start && offset < end
  const edits = redefine(config, ({ offset, uses }) =>
    isInside(offset) ? (uses.find((use) => !isInside(use.offset)) ?? null) : null,
  )
  return applyEdits(text, edits)
}

/** The edits after which every anchor is defined before its uses, when the routes stand in another order. */
export function detachForOrder(config: ConfigText, order: readonly number[]): OwnedEdit[] {
  const { text, list } = config
  if (list === null) return []
  const spans = list.items.map((_, index) => spanOf(text, list, index))
  const places = new Map(order.map((route, place) => [route, place]))
  const rankOf = (offset: number): number => {
    // The last one that begins before it.
    const route = firstIndex(spans, ({ start }) => start > offset) - 1
    const isInside = offset < (spans[route]?.end ?? 0)
    // What stands above the list, or below it, stays there.
    const place = isInside ? (places.get(route) ?? 0) : offset < (spans[0]?.start ?? 0) ? -1 : spans.length
    return place * (text.length + 1) + offset
  }
  return redefine(config, ({ offset, uses }) => {
    const first = [...uses].sort((a, b) => rankOf(a.offset) - rankOf(b.offset))[0]
    return first && rankOf(first.offset) < rankOf(offset) ? first : null
  })
}

function redefine(config: ConfigText, choose: (definition: Definition) => Use | null): OwnedEdit[] {
  const definitions = findDefinitions(config)
  return definitions.flatMap((definition) => {
    const use = choose(definition)
    if (use === null) return []
    const written = writeAt(config, definitions, definition, use)
    return [
      { ...removeAnchor(config.text, definition), owner: definition.offset },
      ...written.map((edit) => ({ ...edit, owner: use.offset })),
    ]
  })
}

function findDefinitions({ document, aliases, text }: ConfigText): Definition[] {
  // An ampersand may be anything, but without one there is no anchor.
  if (!text.includes('&')) return []
  const uses = new Map<Node, Use[]>()
  const nodes: Node[] = []
  visit(document, {
    Node(_, node, path) {
      if ('anchor' in node && node.anchor) nodes.push(node)
      const target = aliases.get(node as Alias)
      if (!target) return
      const use: Use = {
        alias: node as Alias,
        offset: rangeOf(node)[0],
        parent: path.at(-1),
        isInFlow: path.some((parent) => (isMap(parent) || isSeq(parent)) && parent.flow === true),
      }
      uses.set(target, [...(uses.get(target) ?? []), use])
    },
  })
  return nodes.map((node) => ({ node, offset: anchorOffset(text, node), uses: uses.get(node) ?? [] }))
}

function anchorOffset(text: string, node: Node): number {
  return text.lastIndexOf(`&${anchorOf(node)}`, rangeOf(node)[0])
}

function anchorOf(node: Node): string {
  return 'anchor' in node ? String(node.anchor) : ''
}

function removeAnchor(text: string, { node, offset }: Definition): TextEdit {
  const end = offset + anchorOf(node).length + 1
  const space = /^[ \t]+(?=[^\s#])/.exec(text.slice(end, end + 200))?.[0].length
  if (space !== undefined) return { start: offset, end: end + space, text: '' }
  // `- &name` alone in its line: the first key moves up to the dash.
  const line = /^[ \t]*\r?\n( *)(?=[^\s#])/.exec(text.slice(end, end + 1000))
  if (line && text.slice(0, offset).endsWith('- ') && line[1]?.length === columnOf(text, offset)) {
    return { start: offset, end: end + line[0].length, text: '' }
  }
  return { start: text[offset - 1] === ' ' ? offset - 1 : offset, end, text: '' }
}

/** The alias becomes the definition. */
function writeAt(
  config: ConfigText,
  definitions: readonly Definition[],
  { node, offset }: Definition,
  use: Use,
): TextEdit[] {
  const { text } = config
  const [start, end] = rangeOf(use.alias)
  const name = `&${anchorOf(node)}`
  if (isBlockCollection(node) && !use.isInFlow) {
    const column = isPair(use.parent) ? columnOf(text, rangeOf((use.parent as Pair).key)[0]) + 2 : columnOf(text, start)
    const eol = lineBreak(text)
    const at = Math.min(lineEnd(text, end) + 1, text.length)
    const lines = sourceOf(config, definitions, node, column)
    return [
      { start, end, text: name },
      { start: at, end: at, text: `${' '.repeat(column)}${lines}${eol}` },
    ]
  }
  const source = text.slice(...rangeOf(node))
  const isSimple = !/[\n{}[\],]/.test(source) || (!isScalar(node) && !/[\n&]/.test(source))
  const written = isSimple && !isBlockCollection(node) ? source : JSON.stringify(node.toJS(config.document))
  return offset === start ? [] : [{ start, end, text: `${name} ${written}` }]
}

/** Lines of a block collection at another column, without the anchors in it; the first without its indentation. */
function sourceOf({ text }: ConfigText, definitions: readonly Definition[], node: Node, column: number): string {
  const [start] = rangeOf(node)
  // With the comment behind it.
  const last = contentEnd(text, node)
  const end = text.slice(0, lineEnd(text, last)).trimEnd().length
  const inner = definitions.filter(({ offset }) => offset > start && offset < end)
  const cut = inner.map((definition) => removeAnchor(text, definition))
  const source = applyEdits(text, [...cut, { start: end, end: text.length, text: '' }]).slice(start)
  return reindent(source, columnOf(text, start), column)
}

/** Every line but the first moves from one column to another; blank ones stay. */
export function reindent(source: string, from: number, to: number): string {
  return source.replace(
    /\n([ ]*)(?=[^\s])/g,
    (_, spaces: string) => `\n${' '.repeat(Math.max(spaces.length - from, 0) + to)}`,
  )
}

/**
 * The text from an offset to another without the anchors that it defines.
 * @param others made in it, too
 */
export function withoutAnchors(
  config: ConfigText,
  start: number,
  end: number,
  others: readonly TextEdit[] = [],
): string {
  const edits = findDefinitions(config)
    .filter(({ offset }) => offset >= start && offset < end)
    .map((definition) => removeAnchor(config.text, definition))
  const piece = applyEdits(config.text, [...edits, ...others, { start: end, end: config.text.length, text: '' }])
  return piece.slice(start)
}
