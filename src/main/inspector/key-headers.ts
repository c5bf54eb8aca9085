// The names of headers that carry the client key by the config: no rule of credential names knows them.
import type { Config } from '../config/config.ts'

/** Names in lower case; what an earlier config named stays in, for exchanges under way. */
export function createKeyHeaders(config?: () => Pick<Config, 'keyHeaderName' | 'routes'>): () => ReadonlySet<string> {
  let names: ReadonlySet<string> = new Set()
  let seen: object | null = null
  return () => {
    const current = config?.()
    if (current === undefined || current === seen) return names
    seen = current
    const found = [current.keyHeaderName, ...current.routes.map((route) => route.clientKeyHeader)]
    const added = found.filter((name) => name !== null).map((name) => name.toLowerCase())
    names = new Set([...names, ...added])
    return names
  }
}
