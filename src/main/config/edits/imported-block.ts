// Makes a route of another config.yaml stand for itself, and indents it as this file does.
import { type Alias, isAlias, isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml'
import { asMap } from '../raw-config.ts'
import { applyEdits, lineBreak, lineEnd, lineStart, type TextEdit } from '../text-edit.ts'
import { withoutAnchors } from './anchors.ts'
import { type ConfigText, columnOf, isBlockCollection, openConfig, rangeOf, Uneditable } from './config-text.ts'
import { blockStyleOf } from './file-style.ts'
import { layoutOf, offsetsOf, unitAt } from './list-layout.ts'
import { columnsOf } from './new-unit.ts'
import { blockEntries, blockValue, type Value } from './value-text.ts'

/** Lines of the route with its comments, aliases written out. */
export function blockOf(
  source: ConfigText,
  index: number,
  to: { readonly dash: number; readonly key: number; readonly eol: string },
): string {
  const text = writeOutAliases(source, index)
  const config = text === source.text ? source : openConfig(text)
  const layout = layoutOf(config)
  if (layout.kind !== 'block') throw new Uneditable()
  const position = unitAt(layout, index)
  const unit = layout.units[position]
  if (unit === undefined) throw new Uneditable()
  const start = offsetsOf(layout)[position] ?? 0
  const own = withoutAnchors(config, start, start + unit.before.length + unit.after.length)
  const from = columnsOf(config, index)
  let isAbove = true
  const lines = own
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => {
      const indent = /^ */.exec(line)?.[0].length ?? 0
      if (isAbove && line[indent] === '-') {
        isAbove = false
        const rest = line.slice(indent + 1)
        return `${' '.repeat(to.dash)}-${/^\s*(?:#.*)?$/.test(rest) ? rest : ' '.repeat(to.key - to.dash - 1) + rest.trimStart()}`
      }
      if (line.trim() === '') return line
      if (isAbove) return ' '.repeat(to.dash) + line.slice(indent)
      return ' '.repeat(Math.max(indent - from.key, 0) + to.key) + line.slice(indent)
    })
  return lines.join(to.eol) + to.eol
}

/** What the route borrows stands in the route itself. */
function writeOutAliases(config: ConfigText, index: number): string {
  const { text, list, document, aliases } = config
  const route: unknown = list?.items[index]
  if (isAlias(route)) {
    const [start, end] = rangeOf(route)
    const value = asMap(config.routes[index])
    const style = {
      ...blockStyleOf(config, (aliases.get(route) ?? route) as unknown as YAMLMap),
      column: columnOf(text, start),
    }
    const edit = { start, end, text: blockEntries(Object.entries(value) as [string, Value][], style) }
    return applyEdits(text, [edit])
  }
  if (!isMap(route)) return text
  const edits: TextEdit[] = []
  visit(route, {
    Pair(_, pair, path) {
      const map = path.at(-1)
      if (!isMap(map)) return
      const isMerge = isScalar(pair.key) && pair.key.source === '<<'
      if (!isMerge && !isAlias(pair.value)) return
      edits.push(
        ...(isMerge ? writeOutMerge(config, map, pair) : writeOutValue(config, map, pair, pair.value as Alias)),
      )
      return visit.SKIP
    },
    Alias(_, alias) {
      const [start, end] = rangeOf(alias)
      edits.push({ start, end, text: JSON.stringify(aliases.get(alias)?.toJS(document)) })
    },
  })
  return applyEdits(text, edits)
}

function writeOutMerge(config: ConfigText, map: YAMLMap, pair: Pair): TextEdit[] {
  const own = new Set(map.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')))
  const inherited = Object.entries(map.toJS(config.document) as Record<string, Value>).filter(([key]) => !own.has(key))
  const [start] = rangeOf(pair.key)
  const end = rangeOf(pair.value)[1]
  if (map.flow || inherited.length === 0) throw new Uneditable()
  return [
    {
      start,
      end,
      text: blockEntries(inherited, { ...blockStyleOf(config, map), column: columnOf(config.text, start) }),
    },
  ]
}

function writeOutValue(config: ConfigText, map: YAMLMap, pair: Pair, alias: Alias): TextEdit[] {
  const { text, document, aliases } = config
  const [start, end] = rangeOf(alias)
  const node = aliases.get(alias)
  if (!node) throw new Uneditable()
  if (!isBlockCollection(node) || map.flow) {
    const source = text.slice(...rangeOf(node))
    const isSimple = isScalar(node) && !/\n/.test(source) && !map.flow
    return [{ start, end, text: isSimple ? source : JSON.stringify(node.toJS(document)) }]
  }
  const style = { ...blockStyleOf(config, map), column: columnOf(text, rangeOf(pair.key)[0]) }
  const written = blockValue(node.toJS(document) as Value, style)
  const at = lineEnd(text, end) - (lineBreak(text) === '\r\n' ? 1 : 0)
  const before = text.slice(0, start).trimEnd().length
  if (lineStart(text, start) > before) throw new Uneditable()
  return [
    { start: before, end, text: '' },
    { start: at, end: at, text: written },
  ]
}
