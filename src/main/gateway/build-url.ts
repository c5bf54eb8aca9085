// Joins a route's target with what the client asked for: path, query and where each comes from.

export interface Target {
  /** Scheme, host and port, such as https://api.cohere.com. */
  readonly origin: string
  /** Host and port as they go into the Host header. */
  readonly host: string
  /** The target's path, percent-encoded, without the query. */
  readonly path: string
  /** The target's own query, raw, without the question mark; empty where there is none. */
  readonly query: string
  /** `Basic …` from the URL's user info; null where there is none. */
  readonly authorization: string | null
}

/** null when the text is no http(s) URL. */
export function parseTarget(text: string): Target | null {
  if (!/^https?:\/\//i.test(text) || /[^\x21-\x7e\x80-\u{10ffff}]/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  const userInfo = url.username === '' && url.password === '' ? null : `${decode(url.username)}:${decode(url.password)}`
  return {
    origin: url.origin,
    host: url.host,
    path: url.pathname,
    query: url.search.slice(1),
    authorization: userInfo === null ? null : `Basic ${Buffer.from(userInfo, 'utf8').toString('base64')}`,
  }
}

/**
 * One slash between the target's path and the rest of the client's.
 * @param rest empty, or from the slash on
 */
export function joinPath(targetPath: string, rest: string): string {
  return rest !== '' && targetPath.endsWith('/') ? targetPath.slice(0, -1) + rest : targetPath + rest
}

/**
 * Client over target over default, by name; what the client sent stays raw, byte for byte, at the end.
 * @param defaults pairs before encoding
 * @returns with its question mark; empty where nothing is left
 */
export function mergeQuery(
  defaults: readonly (readonly [string, string])[],
  targetQuery: string,
  clientQuery: string | null,
): string {
  if (targetQuery === '' && defaults.length === 0) return clientQuery === null ? '' : `?${clientQuery}`
  const clientNames = queryNames(clientQuery ?? '')
  const fromTarget = targetQuery.split('&').filter((part) => part !== '' && !clientNames.has(queryName(part)))
  const targetNames = queryNames(targetQuery)
  const fromDefaults = defaults
    .filter(([name]) => !clientNames.has(name) && !targetNames.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  const parts = [...fromDefaults, ...fromTarget, ...(clientQuery ? [clientQuery] : [])]
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function queryNames(query: string): Set<string> {
  return new Set(query.split('&').filter(Boolean).map(queryName))
}

function queryName(part: string): string {
  const equals = part.indexOf('=')
  return decode((equals === -1 ? part : part.slice(0, equals)).replaceAll('+', ' '))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
