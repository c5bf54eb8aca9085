// Copies a route of a config.yaml behind itself.
import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar } from 'yaml'
import { asMap } from '../raw-config.ts'
import type { TextEdit } from '../text-edit.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { withoutAnchors } from './anchors.ts'
import {
  type ConfigText,
  editBody,
  expectRoute,
  isPlaced,
  openConfig,
  ownPair,
  Uneditable,
  withRoutes,
} from './config-text.ts'
import { editRoute } from './edit-route.ts'
import { compose, layoutOf, offsetsOf, unitAt, withInsertedBehind } from './list-layout.ts'
import { scalarLike } from './map-edit.ts'
import { printRoutes } from './print-routes.ts'
import { fieldsOf } from './read-route-fields.ts'
import { attempt, firstVerified } from './verified-edit.ts'

/**
 * The copy stands at `index + 1`. Its path ends in `-copy`, so that the first one does not take its requests.
 * @throws CallError conflict when no route stands there, config_invalid where it cannot be copied
 */
export function duplicateRoute(source: string, index: number, read?: ReadYaml): string {
  return editBody(source, (text) => {
    const config = openConfig(text, read)
    expectRoute(config, index)
    const { path } = asMap(config.routes[index])
    if (typeof path !== 'string') return copy(config, index)
    const taken = new Set(config.routes.map((route) => asMap(route).path))
    const free = freePath(path, taken)
    const copied = attempt(() => copyWithPath(config, index, free))
    if (copied !== null) return copied
    return editRoute(copy(config, index), index + 1, { ...fieldsOf(config, index), path: free }, config.read)
  })
}

/** Where the path stands in the route itself. @throws Uneditable elsewhere */
function copyWithPath(config: ConfigText, index: number, path: string): string {
  const { text, list, routes } = config
  const route = list?.items[index]
  const present = ownPair(route, 'path')?.value
  if (!isScalar(present) || !isPlaced(present)) throw new Uneditable()
  const [start, end] = present.range
  const written = { start, end, text: scalarLike(text.slice(start, end), path, isMap(route) && route.flow === true) }
  const meant = withRoutes(config.tree, routes.toSpliced(index + 1, 0, { ...asMap(routes[index]), path }))
  const edited = copyUnit(config, index, { edits: [written] })
  if (!isDeepStrictEqual(config.read(edited).tree, meant)) throw new Uneditable()
  return edited
}

function freePath(path: string, taken: ReadonlySet<unknown>): string {
  const base = `${path.replace(/\/+$/, '')}-copy`
  const first = base.startsWith('/') ? base : `/${base}`
  let free = first
  for (let count = 2; taken.has(free); count++) free = `${first}-${count}`
  return free
}

function copy(config: ConfigText, index: number): string {
  const { text, routes } = config
  const meant = withRoutes(config.tree, routes.toSpliced(index + 1, 0, routes[index]))
  return firstVerified(
    config.read,
    [
      () => copyUnit(config, index),
      // A block scalar at its end may keep the empty lines behind it.
      () => copyUnit(config, index, { between: '' }),
      () =>
        printRoutes(text, [
          ...routes.slice(0, index + 1).map((_, from) => ({ from })),
          { value: routes[index] },
          ...routes.slice(index + 1).map((_, from) => ({ from: from + index + 1 })),
        ]),
    ],
    (tree) => isDeepStrictEqual(tree, meant),
    'This route cannot be copied. Edit the file by hand.',
  )
}

interface CopyOptions {
  between?: string
  /** Made in the copy. */
  edits?: readonly TextEdit[]
}

function copyUnit(config: ConfigText, index: number, { between, edits = [] }: CopyOptions = {}): string {
  const layout = layoutOf(config)
  const position = unitAt(layout, index)
  const start = offsetsOf(layout)[position] ?? 0
  const unit = layout.units[position] ?? { isRoute: true, before: '', after: '' }
  const before = withoutAnchors(config, start, start + unit.before.length, edits)
  return compose(withInsertedBehind(layout, { ...unit, before }, index, between))
}
