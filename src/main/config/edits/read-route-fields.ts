// Reads a route of a config.yaml as the window's editor shows it, even where the file is wrong.
import type { RouteFields } from '../../../shared/route.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { type ConfigText, expectRoute, openConfig } from './config-text.ts'
import { hideInTarget, literalOfHeader, literalOfParameter } from './literal-value.ts'
import { routeValues } from './route-values.ts'

/**
 * A credential in plain text comes as null, in a target as dots; given back so, it stays as it is.
 * @param index the route's position in the file, from 0
 * @throws CallError conflict when no route stands there, config_invalid for a text that is no YAML
 */
export function readRouteFields(source: string, index: number, read?: ReadYaml): RouteFields {
  return fieldsOf(openConfig(source.replace(/^\ufeff/, ''), read), index)
}

/** The same of a text that is open. */
export function fieldsOf(config: ConfigText, index: number): RouteFields {
  expectRoute(config, index)
  const values = routeValues(config, index)
  return {
    ...values,
    target: hideInTarget(values.target),
    headers: values.headers.map(({ name, value }) => ({ name, value: literalOfHeader(name, value) ? null : value })),
    query: values.query.map(({ name, value }) => ({ name, value: literalOfParameter(name, value) ? null : value })),
  }
}
