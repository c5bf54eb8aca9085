// Writes `os.environ/NAME` where a config.yaml holds a credential in plain text.
import { isDeepStrictEqual } from 'node:util'
import type { Scalar } from 'yaml'
import { CallError } from '../../../shared/errors.ts'
import { applyEdits } from '../text-edit.ts'
import { type ReadYaml, readTree, readYaml } from '../yaml-text.ts'
import { type ConfigText, editBody, openConfig, rangeOf } from './config-text.ts'
import { type LocatedLiteral, locateLiterals } from './find-literals.ts'
import { replaceParts } from './literal-value.ts'
import { scalarLike } from './map-edit.ts'
import { print } from './print-routes.ts'
import { quoteOf } from './scalar-text.ts'
import { firstVerified } from './verified-edit.ts'

export interface ReplacedLiterals {
  text: string
  /** Name of the variable → the credential that stood there. */
  values: Map<string, string>
}

interface Replacement extends LocatedLiteral {
  variable: string
}

/**
 * A scheme such as `Bearer ` stays in front.
 * @throws CallError conflict when no literal credential stands at a key, invalid_input for a name with two values
 */
export function replaceLiterals(
  source: string,
  replacements: readonly { key: string; name: string }[],
  read: ReadYaml = readYaml,
): ReplacedLiterals {
  const values = new Map<string, string>()
  const text = editBody(source, (body) => {
    // Read anew, for its nodes are changed.
    const config = openConfig(body)
    const located = new Map(locateLiterals(config).map((literal) => [literal.key, literal]))
    const byNode = new Map<Scalar, Replacement[]>()
    for (const { key, name } of replacements) {
      const literal = located.get(key)
      if (!literal) throw new CallError('conflict', `There is no credential in plain text at ${key} any more.`)
      if ((values.get(name) ?? literal.value) !== literal.value) {
        throw new CallError('invalid_input', `Two different credentials cannot both be named ${name}.`)
      }
      values.set(name, literal.value)
      byNode.set(literal.node, [...(byNode.get(literal.node) ?? []), { ...literal, variable: name }])
    }
    return replace(config, byNode, read)
  })
  return { text, values }
}

function replace(config: ConfigText, byNode: ReadonlyMap<Scalar, Replacement[]>, read: ReadYaml): string {
  const { text, document } = config
  const edits = Array.from(byNode, ([node, literals]) => {
    const [start, end] = rangeOf(node)
    const before = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
    const value = replaceParts(
      before,
      literals.map(({ part }) => part),
      (part) => {
        return `os.environ/${literals.find((literal) => literal.part === part)?.variable}`
      },
    )
    node.value = value
    return { start, end, value }
  })
  const meant = readTree(document)
  // What stands between brackets is quoted if need be; outside of them that does no harm.
  const written = (isInFlow: boolean) => () =>
    applyEdits(
      text,
      edits.map(({ start, end, value }) => {
        const source = text.slice(start, end)
        return { start, end, text: scalarLike(source, value, isInFlow && quoteOf(source) === '') }
      }),
    )
  return firstVerified(
    read,
    [written(false), written(true), () => print(text, document)],
    (tree) => isDeepStrictEqual(tree, meant),
    'The credentials cannot be replaced in this file. Edit it by hand.',
  )
}
