// Takes routes of another config.yaml over into this one, with their comments.
import { isDeepStrictEqual } from 'node:util'
import { CallError } from '../../../shared/errors.ts'
import type { ImportedRoute } from '../../../shared/route.ts'
import { lineBreak } from '../text-edit.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { insertRoute } from './add-route.ts'
import { type ConfigText, editBody, expectRoute, openConfig, Uneditable, withRoutes } from './config-text.ts'
import { blockOf } from './imported-block.ts'
import { compose, type Layout, layoutOf, type Unit, withInserted, withReplaced } from './list-layout.ts'
import { columnsOf, newUnit } from './new-unit.ts'
import { previewImport } from './preview-import.ts'
import { printRoutes } from './print-routes.ts'
import type { Value } from './value-text.ts'
import { attempt, firstVerified } from './verified-edit.ts'

export interface ImportPick {
  /** Of the other file. */
  readonly index: number
  readonly as: 'add' | 'replace'
  /** Of this file, for `replace`; absent: the one that `previewImport` names. */
  readonly target?: number
}

/**
 * Those that replace stand where the others stood, those that are added behind the last one.
 * @throws CallError conflict when a route is no longer where it was, config_invalid where one cannot be taken over
 */
export function importRoutes(source: string, from: string, picks: readonly ImportPick[], read?: ReadYaml): string {
  const collisions: readonly ImportedRoute[] = picks.some(({ as, target }) => as === 'replace' && target === undefined)
    ? previewImport(source, from, read)
    : []
  return editBody(source, (text) => {
    const other = openConfig(from.replace(/^\ufeff/, ''))
    const wanted = picks.map(({ index, as, target = collisions[index]?.with }): Wanted => {
      expectRoute(other, index)
      if (as === 'add') return { index, target: null }
      if (target === undefined || target === null)
        throw new CallError('conflict', 'There is no route to replace any more.')
      return { index, target }
    })
    return takeAll(other, openConfig(text, read), wanted)
  })
}

interface Wanted {
  /** Of the other file. */
  readonly index: number
  /** null: behind the last one. */
  readonly target: number | null
}

/** At once where that reads as it must: to read a long file for each route takes its time. */
function takeAll(other: ConfigText, config: ConfigText, wanted: readonly Wanted[]): string {
  const routes = [...config.routes]
  for (const { index, target } of wanted)
    routes.splice(target ?? routes.length, target === null ? 0 : 1, other.routes[index])
  const meant = withRoutes(config.tree, routes)
  const together = attempt(() => blocksAsTheyStand(other, config, wanted))
  if (together !== null && isDeepStrictEqual(config.read(together).tree, meant)) return together
  return wanted.reduce(
    (edited, { index, target }) => take(other, index, openConfig(edited, config.read), target),
    config.text,
  )
}

function blocksAsTheyStand(other: ConfigText, config: ConfigText, wanted: readonly Wanted[]): string {
  const last = config.routes.length - 1
  let layout = layoutOf(config)
  for (const { index, target } of wanted) {
    const unit = unitAsItStands(other, index, config, layout, target ?? last)
    layout = target === null ? withInserted(layout, unit, null) : withReplaced(layout, unit, target)
  }
  return compose(layout)
}

/** @param target null: behind the last one */
function take(other: ConfigText, index: number, config: ConfigText, target: number | null): string {
  const position = target ?? config.routes.length
  // What is added stands in for the route, so that it comes in at the right place and in the right style.
  const standIn =
    target === null
      ? openConfig(insertRoute(config, { path: '/', target: 'http://localhost' }, null), config.read)
      : config
  expectRoute(standIn, position)
  const route = other.routes[index]
  const meant = withRoutes(standIn.tree, standIn.routes.with(position, route))
  return firstVerified(
    config.read,
    [
      () => {
        const layout = layoutOf(standIn)
        return compose(withReplaced(layout, unitAsItStands(other, index, standIn, layout, position), position))
      },
      () => {
        const layout = layoutOf(standIn)
        return compose(withReplaced(layout, newUnit(standIn, layout, route as Value, position), position))
      },
      () =>
        printRoutes(
          standIn.text,
          standIn.routes.map((_, from) => (from === position ? { value: route } : { from })),
        ),
    ],
    (tree) => isDeepStrictEqual(tree, meant),
    'A route of the other file cannot be taken over without changing others. Edit the file by hand.',
  )
}

/** @param like the route of this file whose columns it takes over */
function unitAsItStands(other: ConfigText, index: number, config: ConfigText, layout: Layout, like: number): Unit {
  if (layout.kind !== 'block') throw new Uneditable()
  const block = blockOf(other, index, { ...columnsOf(config, like), eol: lineBreak(config.text) })
  return { isRoute: true, before: block, after: '' }
}
