// Prints a config.yaml anew with other routes, for what cannot be edited in place: comments stay, spacing may not.
import { type Document, isNode, isSeq, type Node, type YAMLSeq } from 'yaml'
import { lineBreak } from '../text-edit.ts'
import { parseYaml } from '../yaml-text.ts'
import { Uneditable } from './config-text.ts'

/** A route that stands there, or what another one is to read as, with the comment of the one at `like`. */
export type PrintedRoute = { readonly from: number } | { readonly value: unknown; readonly like?: number }

const listPath = ['general_settings', 'pass_through_endpoints']

export function printRoutes(text: string, routes: readonly PrintedRoute[]): string {
  const document = parseYaml(text)
  const present: unknown = document.getIn(listPath)
  const list = isSeq(present) ? present : (document.createNode([]) as YAMLSeq)
  if (!isSeq(present)) document.setIn(listPath, list)
  // The comment above the first route belongs to the sequence node.
  const first = list.items[0]
  if (isNode(first) && list.commentBefore && !list.flow) {
    first.commentBefore = [list.commentBefore, first.commentBefore].filter(Boolean).join('\n')
    list.commentBefore = null
  }
  const before = [...list.items]
  list.items = routes.map((route) => {
    if ('from' in route) return before[route.from]
    const node = document.createNode(route.value) as Node
    const like = before[route.like ?? -1]
    if (isNode(like) && like.commentBefore) node.commentBefore = like.commentBefore
    return node
  })
  list.flow = list.items.length === 0 || list.flow === true
  return print(text, document)
}

/** In the manner of the text, as far as the printer knows manners. */
export function print(text: string, document: Document): string {
  let printed: string
  try {
    printed = document.toString({
      lineWidth: 0,
      flowCollectionPadding: /[[{] \S/.test(text),
      indentSeq: !/^( *)[^\s#-].*:[ \t\r]*\n\1- /m.test(text),
    })
  } catch (cause) {
    // An alias without its anchor.
    throw new Uneditable('', { cause })
  }
  return lineBreak(text) === '\r\n' ? printed.replaceAll(/\r?\n/g, '\r\n') : printed
}
