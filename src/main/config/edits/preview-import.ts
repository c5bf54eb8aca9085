// Says what the routes of another config.yaml would be in this one.
import { isDeepStrictEqual } from 'node:util'
import { CallError } from '../../../shared/errors.ts'
import type { ImportedRoute } from '../../../shared/route.ts'
import { parseTemplate } from '../template.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { type ConfigText, openConfig } from './config-text.ts'
import { visibleTarget } from './literal-value.ts'
import { type RouteValues, routeValues } from './route-values.ts'
import { withoutDefaults } from './wanted-route.ts'

/** @throws CallError config_invalid where either is no YAML */
export function previewImport(source: string, from: string, read?: ReadYaml): ImportedRoute[] {
  const config = openConfig(source.replace(/^\ufeff/, ''), read)
  const other = openOther(from.replace(/^\ufeff/, ''))
  const present = valuesOf(config)
  const byPath = new Map<string, number[]>()
  for (const [at, { path }] of present.entries()) byPath.set(path, [...(byPath.get(path) ?? []), at])
  return valuesOf(other).map((values, index) => {
    const isSame = (at: number) =>
      isDeepStrictEqual(withoutDefaults(config.routes[at]), withoutDefaults(other.routes[index]))
    const rivals = (byPath.get(values.path) ?? []).filter((at) => collide(present[at] as RouteValues, values))
    const same = rivals.find(isSame)
    return {
      index,
      path: values.path,
      target: visibleTarget(values.target),
      methods: values.methods,
      variables: variablesOf(values),
      collision: same !== undefined ? 'same' : rivals.length > 0 ? 'different' : 'none',
      with: same ?? rivals[0] ?? null,
    }
  })
}

function openOther(from: string): ConfigText {
  try {
    return openConfig(from)
  } catch (cause) {
    throw new CallError('config_invalid', 'The other file is not valid YAML.', { cause })
  }
}

function valuesOf(config: ConfigText): RouteValues[] {
  return [...config.routes.keys()].map((index) => routeValues(config, index))
}

/** Of the same path. */
function collide(a: RouteValues, b: RouteValues): boolean {
  return a.methods.length === 0 || b.methods.length === 0 || a.methods.some((method) => b.methods.includes(method))
}

function variablesOf({ target, headers, query }: RouteValues): string[] {
  const sources = [target, ...[...headers, ...query].map(({ value }) => value)]
  return [...new Set(sources.flatMap((source) => parseTemplate(source).variables))]
}
