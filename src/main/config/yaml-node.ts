// Finds the node of a YAML document that a path of keys leads to, through aliases and merge keys.
import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node } from 'yaml'

export type KeyPath = readonly PropertyKey[]

export interface FoundNode {
  /** The node at the path, or the nearest one above it. */
  node: Node
  /** The key that names it, where it is a map's value. */
  key: Node | null
  /** false: the path goes on where the document does not. */
  complete: boolean
}

function resolved(document: Document, value: unknown): Node | null {
  const node = isAlias(value) ? value.resolve(document) : value
  return isNode(node) ? node : null
}

export function findNode(document: Document, path: KeyPath): FoundNode | null {
  const root = resolved(document, document.contents)
  if (root === null) return null
  let found: FoundNode = { node: root, key: null, complete: true }
  for (const step of path) {
    const next = isMap(found.node) || isSeq(found.node) ? child(document, found.node, step) : null
    if (next === null) return { ...found, complete: false }
    found = next
  }
  return found
}

function child(document: Document, parent: Node, step: PropertyKey): FoundNode | null {
  if (isSeq(parent)) {
    const node = resolved(document, parent.items[step as number])
    return node && { node, key: null, complete: true }
  }
  if (!isMap(parent)) return null
  for (const pair of parent.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue
    if (String(pair.key.value) === step) {
      return { node: resolved(document, pair.value) ?? pair.key, key: pair.key, complete: true }
    }
  }
  for (const pair of parent.items) {
    if (!isScalar(pair.key) || pair.key.source !== '<<') continue
    const source = resolved(document, pair.value)
    const merged = isSeq(source) ? source.items.map((item) => resolved(document, item)) : [source]
    for (const map of merged) {
      const found = map && child(document, map, step)
      if (found) return found
    }
  }
  return null
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
