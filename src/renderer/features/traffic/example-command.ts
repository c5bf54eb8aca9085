// The command that makes a first request.
import type { RouteView } from '../../../shared/route.ts'

/** A request that an enabled route answers; to `/echo` with a body for it to send back. */
export function exampleCommand(url: string, list: readonly RouteView[]): string {
  const enabled = list.filter((route) => route.enabled)
  if (enabled.some((route) => route.path === '/echo')) {
    return `curl ${url}/echo -H 'content-type: application/json' -d '{"hello":"world"}'`
  }
  return `curl ${url}${enabled[0]?.path ?? '/'}`
}
