// A config value with any number of `os.environ/NAME` in it, split once so that rendering is a join.

export interface Template {
  /** As written in the file. */
  readonly source: string
  /** Names of the variables, in order of appearance, each once. */
  readonly variables: readonly string[]
  /** literals[0] + value of names[0] + literals[1] + … ; one more literal than names. */
  readonly literals: readonly string[]
  readonly names: readonly string[]
}

/** Why a template has no value: the first variable that is not set, or cannot be decrypted. */
export interface MissingVariable {
  readonly name: string
  readonly reason: 'missing' | 'unreadable'
}

const reference = /os\.environ\/([A-Za-z_][A-Za-z0-9_]*)/g

export function parseTemplate(source: string): Template {
  const literals: string[] = []
  const names: string[] = []
  let end = 0
  for (const match of source.matchAll(reference)) {
    literals.push(source.slice(end, match.index))
    names.push(match[1] as string)
    end = match.index + match[0].length
  }
  literals.push(source.slice(end))
  return { source, variables: [...new Set(names)], literals, names }
}

/** `os.environ/` with no name behind it: it would go out literally, so it is an error of the file. */
export function hasBrokenReference(template: Template): boolean {
  return template.literals.some((literal) => literal.includes('os.environ/'))
}

export interface ValueLookup {
  get(name: string): { value: string } | { value: null; source: 'missing' | 'unreadable' }
}

/** The value now, or which variable is in the way. */
export function renderTemplate(template: Template, variables: ValueLookup): string | MissingVariable {
  let value = template.literals[0] as string
  for (let i = 0; i < template.names.length; i++) {
    const name = template.names[i] as string
    const found = variables.get(name)
    if (found.value === null) return { name, reason: found.source }
    value += found.value + template.literals[i + 1]
  }
  return value
}
