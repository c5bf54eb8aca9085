// Prints an exported config.yaml anew, for the few files that cannot be edited in place.
import { type Document, isAlias, isMap, isScalar, isSeq, stringify, visit, type YAMLMap, type YAMLSeq } from 'yaml'
import { parseYaml } from './yaml-text.ts'

/**
 * Aliases are written out, so that a route that others borrow from can go. Comments outside of routes stay.
 * @param text with no credential in it
 * @param routes as they are to read; a string stands as a comment above those that follow
 */
export function printExport(
  text: string,
  routes: readonly (Readonly<Record<string, unknown>> | { comment: string })[],
): string {
  const document = parseYaml(text)
  writeOutAliases(document)
  const list = document.getIn(['general_settings', 'pass_through_endpoints'])
  if (!isSeq(list)) return text
  const printed = document.createNode([]) as YAMLSeq
  let pending: string[] = []
  for (const [index, route] of routes.entries()) {
    const before = list.items[index]
    const above = isMap(before) || isScalar(before) ? before.commentBefore : null
    if (index > 0 && above) pending.push(above)
    if (isComment(route)) {
      pending.push(route.comment)
      continue
    }
    const node = document.createNode(route) as YAMLMap
    if (pending.length > 0) node.commentBefore = pending.join('\n')
    pending = []
    printed.items.push(node)
  }
  if (list.commentBefore) printed.commentBefore = list.commentBefore
  printed.flow = printed.items.length === 0
  const comment = [...pending, ...(list.comment ? [list.comment] : [])].join('\n')
  if (comment !== '') printed.comment = comment
  document.setIn(['general_settings', 'pass_through_endpoints'], printed)
  return document.toString({ lineWidth: 0 })
}

function isComment(route: object): route is { comment: string } {
  return Object.keys(route).length === 1 && 'comment' in route
}

/** A route as the text of a comment. */
export function routeComment(route: Readonly<Record<string, unknown>>, why: string | null): string {
  const lines = stringify([route], { lineWidth: 0, version: '1.1' }).trimEnd().split('\n')
  return [...(why === null ? [] : [why]), ...lines].map((line) => ` ${line}`).join('\n')
}

/** Merged maps come in as they are; every anchor goes. */
function writeOutAliases(document: Document.Parsed): void {
  const values = new Map<unknown, unknown>()
  visit(document, {
    Alias(_, alias) {
      const node = alias.resolve(document)
      if (node) values.set(alias, node.toJS(document, { maxAliasCount: 100_000 }))
    },
  })
  visit(document, {
    Alias: (_, alias) => (values.has(alias) ? document.createNode(values.get(alias)) : undefined),
    Node(_, node) {
      if (!isAlias(node) && 'anchor' in node) delete node.anchor
    },
  })
}
