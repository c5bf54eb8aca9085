// Finds the node of a YAML document that a path of keys leads to, through aliases and merge keys.
import { type Alias, type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, visit } from 'yaml'

export type KeyPath = readonly PropertyKey[]

export interface FoundNode {
  /** The node at the path, or the nearest one above it. */
  node: Node
  /** The key that names it, where it is a map's value. */
  key: Node | null
  /** false: the path goes on where the document does not. */
  complete: boolean
}

/** Each alias of a document → the node it stands for; an alias without an anchor before it is left out. */
export type Aliases = ReadonlyMap<Alias, Node>

/** All at once: to resolve one alias costs the parser a walk over the whole document. */
export function resolveAliases(document: Document): Aliases {
  const anchors = new Map<string, Node>()
  const aliases = new Map<Alias, Node>()
  visit(document, {
    Value(_, node) {
      if (node.anchor) anchors.set(node.anchor, node)
    },
    Alias(_, alias) {
      const node = anchors.get(alias.source)
      if (node) aliases.set(alias, node)
    },
  })
  return aliases
}

export function findNode(document: Document, aliases: Aliases, path: KeyPath): FoundNode | null {
  const resolved = (value: unknown): Node | null => {
    const node = isAlias(value) ? aliases.get(value) : value
    return isNode(node) ? node : null
  }

  const child = (parent: Node, step: PropertyKey): FoundNode | null => {
    if (isSeq(parent)) {
      const node = resolved(parent.items[step as number])
      return node && { node, key: null, complete: true }
    }
    if (!isMap(parent)) return null
    for (const pair of parent.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue
      if (String(pair.key.value) === step) {
        return { node: resolved(pair.value) ?? pair.key, key: pair.key, complete: true }
      }
    }
    for (const pair of parent.items) {
      if (!isScalar(pair.key) || pair.key.source !== '<<') continue
      const source = resolved(pair.value)
      for (const map of isSeq(source) ? source.items.map(resolved) : [source]) {
        const found = map && child(map, step)
        if (found) return found
      }
    }
    return null
  }

  const root = resolved(document.contents)
  if (root === null) return null
  let found: FoundNode = { node: root, key: null, complete: true }
  for (const step of path) {
    const next = child(found.node, step)
    if (next === null) return { ...found, complete: false }
    found = next
  }
  return found
}

/**
 * `pass_through_endpoints[1].target`, quoted where a key is not a plain name. `general_settings`, under which
 * everything stands that is read, is left off.
 */
export function formatKeyPath(path: KeyPath): string {
  let text = ''
  for (const step of path.length > 1 && path[0] === 'general_settings' ? path.slice(1) : path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/^[\w-]+$/.test(String(step))) text += `${text === '' ? '' : '.'}${String(step)}`
    else text += `[${JSON.stringify(String(step))}]`
  }
  return text
}
