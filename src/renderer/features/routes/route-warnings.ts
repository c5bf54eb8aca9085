// What is wrong with each route though the file is valid, for its row; and what belongs to no row.
import type { Problem } from '../../../shared/route.ts'
import { problemsOfRoute, type Shadow } from './editor/route-problems.ts'

export interface RowWarnings {
  shadow: Shadow | null
  /** Warnings with no mend of their own, such as a misspelt key. */
  others: Problem[]
}

const routeKey = /^pass_through_endpoints\[(\d+)\]/
/** A credential in plain text: its row says so by what the file's literals are. */
const headerKey = /^pass_through_endpoints\[\d+\]\.headers\b/

function indexOf(problem: Problem): number | null {
  const index = routeKey.exec(problem.key)?.[1]
  return index === undefined ? null : Number(index)
}

export const isError = ({ severity }: Problem) => severity === 'error'

/** By the route's place. With an error in the file the shown routes are older, and its places are not theirs. */
export function warningsByRow(problems: readonly Problem[]): Map<number, RowWarnings> {
  const rows = new Map<number, RowWarnings>()
  if (problems.some(isError)) return rows
  for (const problem of problems) {
    const index = indexOf(problem)
    if (index === null) continue
    const row = rows.get(index) ?? { shadow: null, others: [] }
    const { shadow } = problemsOfRoute({ problems: [problem] }, index)
    if (shadow) row.shadow = shadow
    else if (!headerKey.test(problem.key)) row.others.push(problem)
    rows.set(index, row)
  }
  return rows
}

/** What no row can say: errors, and warnings of the file as a whole. */
export function bannerProblems(problems: readonly Problem[]): Problem[] {
  const hasError = problems.some(isError)
  return problems.filter((problem) => isError(problem) || (!hasError && indexOf(problem) === null))
}

/** Whether a route asks for the client key while there is none. */
export function lacksMasterKey(problems: readonly Problem[], hasMasterKey: boolean): boolean {
  return !hasMasterKey && problems.some((problem) => isError(problem) && problem.key.endsWith('.auth'))
}

/** How many routes nothing can reach. */
export function countShadowed(problems: readonly Problem[]): number {
  return [...warningsByRow(problems).values()].filter(({ shadow }) => shadow !== null).length
}
