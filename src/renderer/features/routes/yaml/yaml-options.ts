// What may stand at a place of config.yaml: keys, values with few choices, variables and header names.
import { helpOf, isHeaders, type KeyHelp, keysAt, takesVariables } from '../../../../shared/config-help.ts'
import { usualHeaderNames } from '../editor/header-names.ts'
import type { YamlPlace } from './yaml-place.ts'

/** A variable and where its value comes from, in words. */
export interface KnownVariable {
  name: string
  words: string
}

export interface YamlOption {
  label: string
  kind: 'key' | 'value' | 'variable'
  /** Beside the label, such as `seconds`. */
  detail: string | null
  help: KeyHelp | null
  insert: string
  /** What is inserted asks for more: the options follow anew. */
  goesOn: boolean
}

export interface YamlOptions {
  /** How many characters before the cursor an option takes the place of. */
  typed: number
  options: YamlOption[]
  /** The options are those that fit to what is typed: else they are still to be looked through for it. */
  isNarrowed?: boolean
}

const none: YamlOptions = { typed: 0, options: [] }

export function optionsAt(place: YamlPlace, variables: readonly KnownVariable[]): YamlOptions {
  if (place.kind === 'key') {
    const list = itemValues(place.path)
    return list.length > 0 ? valueOptions(place, list) : keyOptions(place)
  }
  if (takesVariables(place.path)) return variableOptions(place.typed, variables)
  return valueOptions(place, helpOf(place.path)?.values ?? itemValues(place.path))
}

/** Of an item in a list, each on a line of its own. */
function itemValues(path: readonly string[]): readonly string[] {
  return path.at(-1) === '*' ? (helpOf(path.slice(0, -1))?.values ?? []) : []
}

function keyOptions({ path, typed, siblings, column }: YamlPlace): YamlOptions {
  const taken = new Set(siblings.map((name) => name.toLowerCase()))
  const known = keysAt(path)
  const headers = isHeaders(path) ? usualHeaderNames.filter((name) => known.every((key) => key.name !== name)) : []
  const options = [
    ...headers.map((label): YamlOption => keyOption(label, null, column)),
    ...known.map((key) => keyOption(key.name, key, column)),
  ]
  return { typed: typed.length, options: options.filter(({ label }) => !taken.has(label.toLowerCase())) }
}

function keyOption(label: string, help: KeyHelp | null, column: number): YamlOption {
  const isMethods = help?.values !== undefined && help.holds === 'list'
  const below = `\n${' '.repeat(column + 2)}`
  const inserts = {
    map: `${label}:${below}`,
    list: isMethods ? `${label}: [` : `${label}:${below}- `,
    none: `${label}: `,
  }
  return {
    label,
    kind: 'key',
    detail: help?.type ?? null,
    help,
    insert: inserts[help?.holds ?? 'none'],
    goesOn: help?.values !== undefined || help?.holds !== undefined,
  }
}

function valueOptions({ typed }: YamlPlace, values: readonly string[]): YamlOptions {
  return {
    typed: typed.length,
    options: values.map((label) => ({ label, kind: 'value', detail: null, help: null, insert: label, goesOn: false })),
  }
}

/** Behind `os.environ/` or its beginning, and behind a `$`. */
function variableOptions(typed: string, variables: readonly KnownVariable[]): YamlOptions {
  const begun = /(?:\$\{?|os\.environ\/)([A-Za-z0-9_]*)$/.exec(typed)
  if (begun) {
    const [typedSoFar, begin = ''] = begun
    // No option holds a `$`, so the list does not narrow by itself.
    const narrows = typedSoFar.startsWith('$')
    const fitting = narrows ? variables.filter(({ name }) => name.includes(begin.toUpperCase())) : variables
    return {
      typed: typedSoFar.length,
      options: fitting.map(({ name, words }) => variableOption(`os.environ/${name}`, words, false)),
      isNarrowed: narrows,
    }
  }
  const prefix = /(?:^|[^A-Za-z0-9_./])(os?|os\.[a-z]*)$/.exec(typed)?.[1]
  if (prefix === undefined || !'os.environ/'.startsWith(prefix)) return none
  return { typed: prefix.length, options: [variableOption('os.environ/', 'a secret or variable', true)] }
}

const variableOption = (label: string, detail: string, goesOn: boolean): YamlOption => ({
  label,
  kind: 'variable',
  detail,
  help: null,
  insert: label,
  goesOn,
})
