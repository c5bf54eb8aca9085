// Reads the text of a config.yaml as YAML: its nodes with their tokens, and what they come to as plain objects.
import { type Document, parseDocument, type Tags } from 'yaml'
import { type Aliases, resolveAliases } from './yaml-node.ts'

/** Of one text, for all who ask for it: none of it may be changed. */
export interface YamlText {
  readonly text: string
  readonly document: Document.Parsed
  readonly aliases: Aliases
  /** null where the text is no YAML, or cannot be read: its aliases of aliases would grow beyond measure. */
  readonly tree: unknown
}

export type ReadYaml = (text: string) => YamlText

export function readYaml(text: string): YamlText {
  const document = parseYaml(text)
  let aliases: Aliases | null = null
  let tree: unknown
  return {
    text,
    document,
    get aliases() {
      // An asterisk may be anything, but without one there is no alias.
      aliases ??= text.includes('*') ? resolveAliases(document) : new Map()
      return aliases
    },
    get tree() {
      if (tree === undefined) tree = document.errors.length > 0 ? null : treeOf(document)
      return tree
    },
  }
}

function treeOf(document: Document): unknown {
  try {
    return readTree(document)
  } catch {
    return null
  }
}

/** YAML 1.1, as LiteLLM's own reader (PyYAML) has it: `on` and `yes` are true, `y` is not, `<<` merges. */
export function parseYaml(text: string): Document.Parsed {
  return parseDocument(text, {
    version: '1.1',
    keepSourceTokens: true,
    customTags: (tags) => tags.map(withoutOneLetterBooleans),
    prettyErrors: false,
  })
}

function withoutOneLetterBooleans(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || tag.collection || tag.tag !== 'tag:yaml.org,2002:bool') return tag
  const test = tag.test?.test('true')
    ? /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/
    : /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/
  return { ...tag, test }
}

/**
 * The document as plain objects.
 * @throws ReferenceError for aliases of aliases that would grow beyond measure; thousands of plain ones are fine
 */
export function readTree(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100_000 }) ?? {}
}
