// Which route is selected, and how the selection follows its route through moves, renames and changes of the file.
import type { RouteView } from '../../../shared/route.ts'

export interface Selection {
  index: number
  path: string
}

const isSame = (one: RouteView, other: RouteView | undefined) =>
  other !== undefined &&
  one.path === other.path &&
  one.target === other.target &&
  one.methods.join() === other.methods.join()

/** The one nearest to where it stood. */
function nearest(after: readonly RouteView[], index: number, matches: (route: RouteView) => boolean): number | null {
  let found: number | null = null
  for (const [at, route] of after.entries())
    if (matches(route) && (found === null || Math.abs(at - index) < Math.abs(found - index))) found = at
  return found
}

/** null: the route is gone. */
export function followSelection(
  { index, path }: Selection,
  before: readonly RouteView[],
  after: readonly RouteView[],
): Selection | null {
  const route = before[index]
  const at = (found: number): Selection => ({ index: found, path: after[found]?.path ?? path })
  if (route === undefined) return after[index]?.path === path ? { index, path } : null
  if (isSame(route, after[index])) return at(index)
  const moved = nearest(after, index, (other) => isSame(route, other))
  if (moved !== null) return at(moved)
  if (after[index]?.path === path) return at(index)
  const changed = nearest(after, index, (other) => other.path === path)
  if (changed !== null) return at(changed)
  // As many routes as before, and this one nowhere: it has another path now.
  return after.length === before.length ? at(index) : null
}

/** The route that the selection is at; null where another one stands there by now. */
export function selectedRoute(selection: Selection | null, list: readonly RouteView[]): RouteView | null {
  const route = selection === null ? undefined : list[selection.index]
  return route && route.path === selection?.path ? route : null
}

/** Names the rows by what stays when they move: path and methods, and a number where both stand twice. */
export function rowNames(list: readonly RouteView[]): string[] {
  const counts = new Map<string, number>()
  return list.map(({ path, methods }) => {
    const name = `${path} ${methods.join(',')}`
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return `${name} ${count}`
  })
}

/** The list with one route at another place, each with the place it has now. */
export function withMoved(list: readonly RouteView[], from: number, to: number): RouteView[] {
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return renumber(next)
}

export function renumber(list: readonly RouteView[]): RouteView[] {
  return list.map((route, index) => (route.index === index ? route : { ...route, index }))
}
