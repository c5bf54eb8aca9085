// The config reference as Markdown: keys, types and limits from the zod schema, meanings from the editor's help.
import { z } from 'zod'
import { configSchema, otherRouteKeys } from '../src/main/config/schema.ts'
import { helpOf, type KeyHelp, keysAt } from '../src/shared/config-help.ts'
import { headerNotes, type KeyNote, keyNotes } from './config-reference-notes.ts'

/** The part of JSON Schema that the file's schema comes out as. */
interface JsonSchema {
  type?: string | string[]
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
}

export interface SchemaKey {
  /** Such as `['general_settings', 'pass_through_endpoints', '*', 'path']`. */
  path: string[]
  /** As YAML calls it: text, number, boolean, list, map. */
  kind: string
  /** Such as `more than 0, at most 5`; empty without any. */
  limits: string
  isRequired: boolean
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
}

/** Every key that the schema names, in its order, each before what is below it. */
export function schemaKeys(): SchemaKey[] {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema
  return keysBelow(schema, [])
}

function keysBelow(schema: JsonSchema, path: string[]): SchemaKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = withoutNull(property)
    const at = [...path, name]
    const key: SchemaKey = {
      path: at,
      kind: kindOf(value),
      limits: limitsOf(value),
      isRequired: schema.required?.includes(name) ?? false,
    }
    return [key, ...keysBelow(value, at), ...(value.items ? keysBelow(withoutNull(value.items), [...at, '*']) : [])]
  })
}

/** A key without a value counts as one that is not there, so null says nothing of a key's type. */
function withoutNull(schema: JsonSchema): JsonSchema {
  return schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
}

/** @throws Error for a type that has no word yet */
function kindOf({ type }: JsonSchema): string {
  const [name = ''] = [type ?? []].flat().filter((each) => each !== 'null')
  const kind = kinds[name]
  if (kind === undefined) throw new Error(`There is no word for the type ${name}.`)
  return kind
}

function limitsOf({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  return [
    ...(minimum === undefined ? [] : [`${minimum} or more`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ].join(', ')
}

const wholeExample = `general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
  pass_through_endpoints:
    # Everything below /openai goes to OpenAI with the key of the variable.
    - path: /openai
      target: https://api.openai.com
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/OPENAI_API_KEY
    # One call alone, for clients that have the master_key.
    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      methods: [POST]
      auth: true
      timeout: 30
      headers:
        Authorization: Bearer os.environ/COHERE_API_KEY
`

/** The whole of docs/config.md. */
export function configReference(): string {
  const keys = schemaKeys()
  const below = (parent: string) => keys.filter(({ path }) => path.slice(0, -1).join('.') === parent)
  return `<!-- Made by npm run docs from the schema and the editor's help. Edit scripts/config-reference.ts instead. -->

# config.yaml

The file is a LiteLLM proxy config. Throughline reads the keys on this page. It keeps every other key, all comments and
the order of the file as they are, and writes none of its own but \`enabled\`.

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="images/yaml-dark.png">
  <img src="images/yaml-light.png" alt="The YAML view: the file with its problems, and the changes that are not saved">
</picture>

\`\`\`yaml
${wholeExample}\`\`\`

Check a file without serving it:

\`\`\`sh
throughline check --config config.yaml
\`\`\`

- A key without a value counts as one that is not there.
- YAML is read as LiteLLM reads it (YAML 1.1): \`on\`, \`yes\` and \`true\` are true, and \`<<\` merges.
- A mistake in the file is shown with its line, its column, the source line and what is expected. The routes of the last
  valid file keep serving until it is mended.
- A key of a route that is one letter away from a known one is a warning: \`did you mean include_subpath?\`
- A route that nothing can reach, and a credential in plain text, are warnings too.

## Variables

\`os.environ/NAME\` stands for a value that is not in the file. A name has letters, digits and underscores and does not
begin with a digit. A value may hold any number of them, anywhere: \`Bearer os.environ/KEY\`,
\`Basic os.environ/A:os.environ/B\`. They are read in \`master_key\`, \`target\`, \`headers\` and \`default_query_params\`.

1. A secret of that name that the desktop app keeps. One that it cannot decrypt answers nothing, and the next places are
   not asked.
2. The environment of the process.
3. The .env file that \`--env-file\` names.

The first place that has the name wins. It is looked up for each request, so a changed secret takes effect at once. An
empty value counts as not set. Where a variable is not set, the request answers 502
[\`missing_variable\`](troubleshooting.md#missing_variable-502) and nothing goes upstream.

## Top level

${keySections(below(''))}

## General settings

${keySections(below('general_settings'))}

## A route

An item of \`general_settings.pass_through_endpoints\`. A request goes to the first route from the top that takes its path
and its method. Paths are compared byte for byte up to the query, without decoding: \`/v1/rerank/\` is not \`/v1/rerank\`.

${keySections(below('general_settings.pass_through_endpoints.*'))}

Known and kept, without a meaning here: ${otherRouteKeys.map((key) => `\`${key}\``).join(', ')}. So is any other key.

## Headers with a meaning of their own

Among a route’s \`headers\`. Their names are read as they are written here.

${headerSections()}
`
}

function keySections(keys: readonly SchemaKey[]): string {
  return keys
    .map((key) => {
      const help = helpOf(key.path)
      const name = key.path.join('.')
      const note = keyNotes[name]
      if (help === null) throw new Error(`${name} has no help: add it to src/shared/config-help.ts.`)
      if (note === undefined) throw new Error(`${name} has no note: add it to scripts/config-reference-notes.ts.`)
      return section(help, typeWords(key, help), key.isRequired, note)
    })
    .join('\n\n')
}

function headerSections(): string {
  const headers = keysAt(['general_settings', 'pass_through_endpoints', '*', 'headers'])
  return headers
    .map((help) => {
      const note = headerNotes[help.name]
      if (note === undefined) throw new Error(`${help.name} has no note: add it to scripts/config-reference-notes.ts.`)
      return section(help, help.type, false, note)
    })
    .join('\n\n')
}

/** `number: seconds, more than 0`; what the help says alone where it begins with the type itself. */
function typeWords({ kind, limits }: SchemaKey, help: KeyHelp): string {
  const words = help.type.replace(', required', '')
  const type = words.startsWith(kind) ? words : `${kind}: ${words}`
  return limits === '' ? type : `${type}, ${limits}`
}

function section(
  { name, default: byDefault, help }: KeyHelp,
  type: string,
  isRequired: boolean,
  note: KeyNote,
): string {
  return `### ${name}

${help}

| | |
| --- | --- |
| Type | ${type} |
| Default | ${isRequired ? 'none: the key is required' : (byDefault ?? 'none')} |
| Example | \`${note.example}\` |
| LiteLLM | ${note.litellm} |`
}
