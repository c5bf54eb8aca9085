// Edits the text of a config.yaml in place, so that every line that is not meant stays byte for byte.
import { isDeepStrictEqual } from 'node:util'
import { isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'
import { CallError } from '../../shared/errors.ts'
import { routeKeyPath } from './config.ts'
import { readRawConfig } from './raw-config.ts'
import { findNode } from './yaml-node.ts'
import { parseYaml, type ReadYaml, readYaml, type YamlText } from './yaml-text.ts'

/**
 * Switches a route on or off. Off writes `enabled: false` behind the route's last key; on takes it out again
 * from there, so that off and on gives the first text back (unless that had a plain `enabled: true` there, which
 * says nothing). Another route changes only where it merges this one: it gets an `enabled` of its own, to stay as
 * it is.
 * @throws CallError conflict when no route stands at the index, or the file leaves no way to switch it alone
 */
export function setEnabled(text: string, index: number, enabled: boolean, read: ReadYaml = readYaml): string {
  const before = read(text).tree
  const switches = switchesOf(before)
  if (!(index in switches)) throw new CallError('conflict', 'The route is no longer in the file.')
  if (switches[index] === enabled) return text
  // The file is to read as before in everything but whether this one route is on.
  const meant = { switches: switches.with(index, enabled), rest: withoutSwitches(before) }
  const isMeant = (edited: string) => {
    const { tree } = read(edited)
    return tree !== null && isDeepStrictEqual({ switches: switchesOf(tree), rest: withoutSwitches(tree) }, meant)
  }
  for (const edited of waysToSwitch(read(text), index, enabled)) {
    if (isMeant(edited)) return edited
    const pinned = keepOthers(switches, edited, index, read)
    if (pinned !== edited && isMeant(pinned)) return pinned
  }
  const printed = print(text, index, enabled)
  if (isMeant(printed)) return printed
  throw new CallError('conflict', 'This route cannot be switched without changing others. Edit the file by hand.')
}

/** Edits that could do, the one that is easiest to take back first. */
function* waysToSwitch({ text, document, aliases }: YamlText, index: number, enabled: boolean): Generator<string> {
  const list = findNode(document, aliases, routeKeyPath(index).slice(0, -1))?.node
  const route = isSeq(list) ? list.items[index] : undefined
  if (isAlias(route) && route.range) {
    const [start, end] = route.range
    yield `${text.slice(0, start)}{ <<: *${route.source}, enabled: ${enabled} }${text.slice(end)}`
  }
  if (!isMap(route)) return
  const block = blockOf(text, route as YAMLMap.Parsed)
  const pair = route.items.find((item) => isScalar(item.key) && item.key.value === 'enabled')
  if (!pair) return yield* block.insertions(`enabled: ${enabled}`)
  const value = (pair.value as Scalar | null)?.range
  if (!value) return
  if (enabled && pair === route.items.at(-1)) yield* block.removals()
  // `enabled:` without a value has no space behind its colon.
  const space = text[value[0] - 1] === ':' ? ' ' : ''
  const word = wordFor(enabled, text.slice(value[0], value[1]))
  yield `${text.slice(0, value[0])}${space}${word}${text.slice(value[1])}`
}

const words = [
  ['true', 'false'],
  ['yes', 'no'],
  ['on', 'off'],
] as const

/** In the manner of the word that stands there: `Yes` becomes `No` and back. */
export function wordFor(enabled: boolean, present: string): string {
  const pair = words.find((pair) => pair.some((word) => word === present.toLowerCase())) ?? words[0]
  const word = enabled ? pair[0] : pair[1]
  if (present !== '' && present === present.toUpperCase()) return word.toUpperCase()
  return /^[A-Z]/.test(present) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

interface Block {
  /** The text with the entry behind the map's last one. */
  insertions(entry: string): Iterable<string>
  /** The text without the map's last entry, where that one is `enabled: false` and nothing else. */
  removals(): Iterable<string>
}

function blockOf(text: string, map: YAMLMap.Parsed): Block {
  const firstKey = map.items[0]?.key?.range
  if (!firstKey) return { insertions: () => [], removals: () => [] }
  const endOf = (position: number) => {
    const item = map.items.at(position)
    return (item?.value?.range ?? item?.key?.range ?? firstKey)[1]
  }
  return map.flow ? flowMap(text, map, endOf) : blockMap(text, firstKey[0], endOf)
}

function flowMap(text: string, map: YAMLMap.Parsed, endOf: (position: number) => number): Block {
  return {
    *insertions(entry) {
      const end = text.slice(0, endOf(-1)).trimEnd().length
      const lastKey = map.items.at(-1)?.key?.range
      // A file that is JSON stays JSON.
      const isQuoted = lastKey && text[lastKey[0]] === '"'
      yield `${text.slice(0, end)}, ${isQuoted ? entry.replace('enabled', '"enabled"') : entry}${text.slice(end)}`
    },
    *removals() {
      const end = endOf(-1)
      const entry = /, (?:enabled|"enabled"): false$/.exec(text.slice(Math.max(0, end - 40), end))?.[0]
      if (!entry) return
      const without = text.slice(0, end - entry.length) + text.slice(end)
      const alias = /^\{ <<: (\*[^\s,{}[\]]+) \}/.exec(without.slice(map.range[0]))
      if (alias) yield without.slice(0, map.range[0]) + alias[1] + without.slice(map.range[0] + alias[0].length)
      yield without
    },
  }
}

function blockMap(text: string, firstKey: number, endOf: (position: number) => number): Block {
  const indent = ' '.repeat(firstKey - (text.lastIndexOf('\n', firstKey - 1) + 1))
  return {
    *insertions(entry) {
      // A value's range may reach over blank lines: they follow the new line, unless they are the value's own.
      const end = endOf(-1)
      for (const contentEnd of [text.slice(0, end).trimEnd().length, end - 1]) {
        const newline = text.indexOf('\n', contentEnd)
        const at = newline === -1 ? text.length : newline + 1
        const eol = text[(newline === -1 ? text.indexOf('\n') : newline) - 1] === '\r' ? '\r\n' : '\n'
        yield newline === -1
          ? `${text}${eol}${indent}${entry}`
          : `${text.slice(0, at)}${indent}${entry}${eol}${text.slice(at)}`
      }
    },
    *removals() {
      const end = endOf(-1)
      const lineStart = text.lastIndexOf('\n', end - 1) + 1
      const newline = text.indexOf('\n', end)
      const lineEnd = newline === -1 ? text.length : newline + 1
      const line = text.slice(lineStart, lineEnd)
      if (!/^ *enabled: false\r?\n?$/.test(line)) return
      // The last line of a file that ends without a line break takes the break before it along.
      const start = newline === -1 ? text.slice(0, lineStart).replace(/\r?\n$/, '').length : lineStart
      yield text.slice(0, start) + text.slice(lineEnd)
    },
  }
}

/** Gives routes that the edit switched along with the meant one an `enabled` of their own. */
function keepOthers(before: readonly boolean[], edited: string, index: number, read: ReadYaml): string {
  let text = edited
  let now = switchesOf(read(text).tree)
  for (const [other, was] of before.entries()) {
    if (other === index || (now[other] ?? true) === was) continue
    for (const way of waysToSwitch(read(text), other, was)) {
      const switches = switchesOf(read(way).tree)
      if ((switches[other] ?? true) !== was) continue
      text = way
      now = switches
      break
    }
  }
  return text
}

/** Whether each route is on. */
function switchesOf(tree: unknown): boolean[] {
  return readRawConfig(tree).routes.map(({ enabled }) => (enabled ?? true) === true)
}

function withoutSwitches(tree: unknown): unknown {
  const { general_settings: settings, ...others } = tree as { general_settings: Record<string, unknown> }
  const routes = readRawConfig(tree).routes.map(({ enabled: _, ...route }) => route)
  return { ...others, general_settings: { ...settings, pass_through_endpoints: routes } }
}

/** The last resort: change the tree and print it. Comments and order stay, spacing may not. */
function print(text: string, index: number, enabled: boolean): string {
  const document = parseYaml(text)
  const path = routeKeyPath(index)
  if (!isMap(document.getIn(path))) return text
  document.setIn([...path, 'enabled'], enabled)
  const printed = document.toString({ lineWidth: 0 })
  return text.includes('\r\n') ? printed.replace(/\r?\n/g, '\r\n') : printed
}
