// The route to make for a path that no route took.
import { customFields } from '../../../shared/presets.ts'
import type { RouteFields } from '../../../shared/route.ts'

const isVersion = (segment: string) => /^v\d+(?:beta\d*|alpha\d*)?$/i.test(segment)

/**
 * The first segment stands for an API, and what is below it goes along. A version such as v1 stands for none by
 * itself: there it is the whole path. Its target is for the user to fill in.
 * @param path as the client sent it, without its query
 * @param taken paths of the routes that are there
 */
export function routeForPath(path: string, taken: readonly string[]): RouteFields {
  const [first = '', ...below] = path.split('/').slice(1)
  const short = `/${first}`
  const isShort = first !== '' && below.length > 0 && !isVersion(first) && !taken.includes(short)
  return { ...customFields(taken), path: isShort ? short : path, includeSubpath: isShort }
}
