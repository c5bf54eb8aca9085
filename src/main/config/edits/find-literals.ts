// Finds the credentials that stand in a config.yaml in plain text, and a name for the variable of each.
import { isScalar, type Scalar } from 'yaml'
import type { LiteralCredential } from '../../../shared/route.ts'
import { routeKeyPath } from '../config.ts'
import { asMap, readRawConfig } from '../raw-config.ts'
import { createVariableNames } from '../variable-names.ts'
import { findNode, formatKeyPath, type KeyPath } from '../yaml-node.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { type ConfigText, openConfig } from './config-text.ts'
import { literalOfHeader, literalOfParameter, literalsOfTarget, type Part } from './literal-value.ts'
import { routeValues } from './route-values.ts'
import { variableNameFor } from './variable-name-for.ts'

/** `value`: the credential without a scheme such as `Bearer`; for main only. */
export type FoundLiteral = LiteralCredential & { value: string }

/** @throws CallError config_invalid for a text that is no YAML */
export function findLiterals(source: string, read?: ReadYaml): FoundLiteral[] {
  return locateLiterals(openConfig(source.replace(/^\ufeff/, ''), read)).map(({ node: _, part: __, ...found }) => found)
}

export interface LocatedLiteral extends FoundLiteral {
  node: Scalar
  /** Of the node's value as text. */
  part: Part
}

/** What several routes borrow from one place stands once, at the first of them. */
export function locateLiterals(config: ConfigText): LocatedLiteral[] {
  const names = createVariableNames(config.text)
  const seen = new Set<string>()
  const found: LocatedLiteral[] = []
  const add = (
    path: KeyPath,
    value: string,
    part: Part,
    route: { index: number; path: string; target: string } | null,
  ) => {
    const node = findNode(config.document, config.aliases, path)
    if (!node?.complete || !isScalar(node.node) || node.node === node.key) return
    const id = `${node.node.range?.[0]}:${part.start}`
    if (seen.has(id)) return
    seen.add(id)
    const secret = value.slice(part.start, part.end)
    const name = part.name || String(path.findLast((step) => typeof step === 'string') ?? '')
    const wanted = variableNameFor({ name, target: route?.target ?? '', path: route?.path ?? '' })
    found.push({
      key: formatKeyPath(part.name === '' ? path : [...path, part.name]),
      routeIndex: route?.index ?? null,
      routePath: route?.path ?? null,
      suggestedName: names.of(secret, wanted),
      value: secret,
      node: node.node,
      part,
    })
  }

  const { masterKey } = readRawConfig(config.tree)
  if (typeof masterKey === 'string' && masterKey.trim() !== '' && !masterKey.includes('os.environ/')) {
    add(['general_settings', 'master_key'], masterKey, { start: 0, end: masterKey.length, name: '' }, null)
  }
  for (const index of config.routes.keys()) {
    const path = routeKeyPath(index)
    const values = routeValues(config, index)
    const route = { index, path: values.path, target: values.target }
    for (const { name, value } of values.headers) {
      const part = literalOfHeader(name, value)
      if (part) add([...path, 'headers', name], value, part, route)
    }
    for (const part of literalsOfTarget(values.target)) add([...path, 'target'], values.target, part, route)
    const parameters = asMap(asMap(config.routes[index]).default_query_params)
    for (const [at, { name, value }] of values.query.entries()) {
      const part = literalOfParameter(name, value)
      const before = values.query.slice(0, at).filter((other) => other.name === name).length
      const place = Array.isArray(parameters[name]) ? [name, before] : [name]
      if (part) add([...path, 'default_query_params', ...place], value, part, route)
    }
  }
  return found
}
