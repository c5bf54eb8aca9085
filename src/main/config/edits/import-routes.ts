// Takes routes of another config.yaml over into this one, with their comments.
import { isDeepStrictEqual } from 'node:util'
import { CallError } from '../../../shared/errors.ts'
import type { ImportedRoute } from '../../../shared/route.ts'
import { lineBreak } from '../text-edit.ts'
import { insertRoute } from './add-route.ts'
import { type ConfigText, editBody, expectRoute, openConfig, withRoutes } from './config-text.ts'
import { blockOf } from './imported-block.ts'
import { compose, layoutOf, withReplaced } from './list-layout.ts'
import { columnsOf, newUnit } from './new-unit.ts'
import { previewImport } from './preview-import.ts'
import { printRoutes } from './print-routes.ts'
import type { Value } from './value-text.ts'
import { firstVerified } from './verified-edit.ts'

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
export function importRoutes(source: string, from: string, picks: readonly ImportPick[]): string {
  const collisions: readonly ImportedRoute[] = picks.some(({ as, target }) => as === 'replace' && target === undefined)
    ? previewImport(source, from)
    : []
  return editBody(source, (text) => {
    const other = openConfig(from.replace(/^\ufeff/, ''))
    let edited = text
    for (const { index, as, target = collisions[index]?.with } of picks) {
      expectRoute(other, index)
      if (as === 'replace' && (target === undefined || target === null))
        throw new CallError('conflict', 'There is no route to replace any more.')
      edited = take(other, index, openConfig(edited), as === 'replace' ? (target ?? null) : null)
    }
    return edited
  })
}

/** @param target null: behind the last one */
function take(other: ConfigText, index: number, config: ConfigText, target: number | null): string {
  const position = target ?? config.routes.length
  // What is added stands in for the route, so that it comes in at the right place and in the right style.
  const standIn =
    target === null ? openConfig(insertRoute(config, { path: '/', target: 'http://localhost' }, null)) : config
  expectRoute(standIn, position)
  const route = other.routes[index]
  const meant = withRoutes(standIn.tree, standIn.routes.with(position, route))
  return firstVerified(
    [
      () => asItStands(other, index, standIn, position),
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

function asItStands(other: ConfigText, index: number, config: ConfigText, position: number): string {
  const layout = layoutOf(config)
  const columns = columnsOf(config, position)
  const block = blockOf(other, index, { ...columns, eol: lineBreak(config.text) })
  return compose(withReplaced(layout, { isRoute: true, before: block, after: '' }, position))
}
