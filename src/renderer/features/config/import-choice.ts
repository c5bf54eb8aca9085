// What becomes of each route of an imported file, and how its collision with a route of this file is said.
import type { CallInput } from '../../../shared/contract.ts'
import type { ImportedRoute, VariableView } from '../../../shared/route.ts'

export type ImportChoice = 'add' | 'replace' | 'skip'

/** By the route's place in the imported file. */
export type ImportChoices = ReadonlyMap<number, ImportChoice>

/** New routes are taken by themselves; what collides is the user's to decide. */
export function firstChoices(list: readonly ImportedRoute[]): ImportChoices {
  return new Map(list.map(({ index, collision }) => [index, collision === 'none' ? 'add' : 'skip']))
}

/** What a tick takes of a route: one that collides takes the other's place, for behind it nothing would reach it. */
export const tickOf = ({ collision }: ImportedRoute): ImportChoice => (collision === 'none' ? 'add' : 'replace')

export function chosenRoutes(
  list: readonly ImportedRoute[],
  choices: ImportChoices,
): CallInput<'config.import'>['routes'] {
  return list.flatMap(({ index }) => {
    const choice = choices.get(index)
    return choice === undefined || choice === 'skip' ? [] : [{ index, as: choice }]
  })
}

/** null without a collision. */
export function collisionWords({ collision, with: other, methods }: ImportedRoute): string | null {
  const row = other === null ? 'a route of this file' : `row ${other + 1}`
  if (collision === 'none') return null
  if (collision === 'same') return `The same as ${row}.`
  const place = row.charAt(0).toUpperCase() + row.slice(1)
  return `${place} has this path${methods.length === 0 ? '' : ' and a method of it'} and differs.`
}

const isBroken = ({ source }: VariableView) => source === 'missing' || source === 'unreadable'

/** Those of the chosen routes that nothing answers, each once. */
export function missingNames(
  list: readonly ImportedRoute[],
  choices: ImportChoices,
  variables: readonly VariableView[],
): string[] {
  const chosen = new Set(chosenRoutes(list, choices).map(({ index }) => index))
  const needed = new Set(list.flatMap((route) => (chosen.has(route.index) ? route.variables : [])))
  return variables.filter((variable) => needed.has(variable.name) && isBroken(variable)).map(({ name }) => name)
}
