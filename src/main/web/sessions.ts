// The browsers that have signed in: each holds a random cookie, of which the server keeps no more than a hash.
import { createHash, randomBytes } from 'node:crypto'

export interface Sessions {
  /** The cookie's value for one more browser. */
  begin(): string
  /** Whether the Cookie header has a session of this server. */
  has(cookies: string | undefined, cookieName: string): boolean
}

/** @param most browsers at a time; the one that signed in first is signed out for one more */
export function createSessions(most = 200): Sessions {
  /** A set keeps the order in which they came. */
  const known = new Set<string>()
  return {
    begin() {
      const value = randomBytes(32).toString('base64url')
      known.add(hash(value))
      const [first] = known
      if (known.size > most && first !== undefined) known.delete(first)
      return value
    },
    // A program on another port of this host may have set a cookie of this name too: any of them may be ours.
    has: (cookies, cookieName) => cookieValues(cookies ?? '', cookieName).some((value) => known.has(hash(value))),
  }
}

/** Looking up a hash tells an attacker's clock nothing of the value. */
function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []))
    .slice(0, 10)
}
