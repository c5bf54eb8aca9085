// Takes a route out of a config.yaml, with the comments that are its own.
import { isDeepStrictEqual } from 'node:util'
import { isAlias, isMap } from 'yaml'
import { findNode } from '../yaml-node.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { detachRoute } from './anchors.ts'
import {
  type ConfigText,
  editBody,
  expectRoute,
  openConfig,
  ownPair,
  rangeOf,
  reopenConfig,
  Uneditable,
  withRoutes,
} from './config-text.ts'
import { compose, layoutOf, without } from './list-layout.ts'
import { printRoutes } from './print-routes.ts'
import { endOfProperties } from './source-tokens.ts'
import { firstVerified } from './verified-edit.ts'

const refusal = 'Other parts of the file borrow from this route, so it cannot be taken out. Edit the file by hand.'

/** @throws CallError conflict when no route stands there, config_invalid where others depend on it */
export function deleteRoute(source: string, index: number, read?: ReadYaml): string {
  return editBody(source, (text) => {
    const config = openConfig(text, read)
    expectRoute(config, index)
    const meant = withRoutes(config.tree, config.routes.toSpliced(index, 1))
    const others = [...config.routes.keys()].toSpliced(index, 1)
    return firstVerified(
      config.read,
      [
        () => remove(config, index),
        () => remove(reopenConfig(detachRoute(config, index), config.read), index),
        () =>
          printRoutes(
            text,
            others.map((from) => ({ from })),
          ),
        () =>
          printRoutes(
            text,
            others.map((other) => ({ value: config.routes[other], like: other })),
          ),
      ],
      (tree) => isDeepStrictEqual(tree, meant),
      refusal,
    )
  })
}

function remove(config: ConfigText, index: number): string {
  const layout = layoutOf(config)
  if (config.routes.length > 1) return compose(without(layout, index))
  const { text, list } = config
  if (list?.flow) {
    const [start, end] = rangeOf(list)
    return `${text.slice(0, start)}[]${text.slice(end)}`
  }
  const settings = findNode(config.document, config.aliases, ['general_settings'])?.node
  const pair = isMap(settings) ? ownPair(settings, 'pass_through_endpoints') : undefined
  if (pair === undefined || isAlias(pair.value)) throw new Uneditable()
  const at = endOfProperties(pair)
  return `${layout.head.slice(0, at)} []${layout.head.slice(at)}${layout.tail}`
}
