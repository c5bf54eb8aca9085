// Tickets by which the gateway knows a replay that comes from the app: each opens once, and for a short time.
import { randomBytes } from 'node:crypto'

export interface ReplayTokens {
  /**
   * @param exchangeId null: the app's own request, which repeats none; to the gateway it is like any client's
   * @param onTaken told the new exchange's id by the one who takes the token
   */
  issue(exchangeId: string | null, onTaken?: (newId: string) => void): string
  /** The id of the exchange that is repeated, the first time; else null. @param newId of the exchange that repeats it */
  take(token: string, newId?: string): string | null
}

/** Milliseconds that a token is good for, and how many are at a time: the oldest goes first. */
export interface ReplayTokensOptions {
  lifetime?: number
  most?: number
  now?: () => number
}

export function createReplayTokens(options: ReplayTokensOptions = {}): ReplayTokens {
  const { lifetime = 10_000, most = 100, now = () => performance.now() } = options
  /** In the order of issue. */
  const open = new Map<string, { exchangeId: string | null; until: number; onTaken: (newId: string) => void }>()
  return {
    issue(exchangeId, onTaken = () => {}) {
      for (const [token, { until }] of open) {
        if (until > now() && open.size < most) break
        open.delete(token)
      }
      const token = randomBytes(32).toString('base64url')
      open.set(token, { exchangeId, until: now() + lifetime, onTaken })
      return token
    },
    take(token, newId) {
      const found = open.get(token)
      open.delete(token)
      if (!found || found.until <= now()) return null
      if (newId !== undefined) found.onTaken(newId)
      return found.exchangeId
    },
  }
}
