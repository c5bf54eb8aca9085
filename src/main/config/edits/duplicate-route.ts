// Copies a route of a config.yaml behind itself.
import { isDeepStrictEqual } from 'node:util'
import { asMap } from '../raw-config.ts'
import { withoutAnchors } from './anchors.ts'
import { type ConfigText, editBody, expectRoute, openConfig, withRoutes } from './config-text.ts'
import { editRoute } from './edit-route.ts'
import { compose, layoutOf, offsetOf, unitAt, withInsertedBehind } from './list-layout.ts'
import { printRoutes } from './print-routes.ts'
import { fieldsOf } from './read-route-fields.ts'
import { firstVerified } from './verified-edit.ts'

/**
 * The copy stands at `index + 1`. Its path ends in `-copy`, so that the first one does not take its requests.
 * @throws CallError conflict when no route stands there, config_invalid where it cannot be copied
 */
export function duplicateRoute(source: string, index: number): string {
  return editBody(source, (text) => {
    const config = openConfig(text)
    const copied = copy(config, index)
    const { path } = asMap(config.routes[index])
    if (typeof path !== 'string') return copied
    const taken = new Set(config.routes.map((route) => asMap(route).path))
    return editRoute(copied, index + 1, { ...fieldsOf(config, index), path: freePath(path, taken) })
  })
}

function freePath(path: string, taken: ReadonlySet<unknown>): string {
  const base = `${path.replace(/\/+$/, '')}-copy`
  const first = base.startsWith('/') ? base : `/${base}`
  let free = first
  for (let count = 2; taken.has(free); count++) free = `${first}-${count}`
  return free
}

function copy(config: ConfigText, index: number): string {
  expectRoute(config, index)
  const { text, routes } = config
  const meant = withRoutes(config.tree, routes.toSpliced(index + 1, 0, routes[index]))
  return firstVerified(
    [
      () => copyUnit(config, index),
      // A block scalar at its end may keep the empty lines behind it.
      () => copyUnit(config, index, ''),
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

function copyUnit(config: ConfigText, index: number, between?: string): string {
  const layout = layoutOf(config)
  const position = unitAt(layout, index)
  const start = offsetOf(layout, position)
  const unit = layout.units[position] ?? { isRoute: true, before: '', after: '' }
  const before = withoutAnchors(config, start, start + unit.before.length)
  return compose(withInsertedBehind(layout, { ...unit, before }, index, between))
}
