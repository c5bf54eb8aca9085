// Decides who may sign in: by the token in the first address, or by the password where there is one.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { type AttemptLimit, type AttemptLimitOptions, createAttemptLimit } from './attempt-limit.ts'
import { isSameSecret } from './same-secret.ts'

export type SignInResult = { kind: 'accepted' } | { kind: 'refused' } | { kind: 'wait'; seconds: number }

export interface SignIn {
  /** What the browser is asked for. */
  readonly by: 'token' | 'password'
  /** For the address that is printed; holds for as long as the server runs. null where a password is asked for. */
  readonly token: string | null
  /** Another one, for a single use within a minute: what opens the browser may show it to other programs. */
  issueTokenForOpening(): string
  withToken(given: string, address: string): SignInResult
  withPassword(given: string, address: string): Promise<SignInResult>
}

export interface SignInOptions {
  /** null: a token is made. */
  password: string | null
  limit?: AttemptLimitOptions
  now?: () => number
}

/** OWASP's parameters: about 128 MB for a guess, so few are made at a time. */
const cost: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const mostAtATime = 2
const openingLifetime = 60_000

export async function createSignIn(options: SignInOptions): Promise<SignIn> {
  const { password, now = Date.now } = options
  const limit = createAttemptLimit(options.limit)
  const token = password === null ? randomToken() : null
  const opening = new Map<string, number>()
  const checkPassword = password === null ? null : await createPasswordCheck(password)
  let checks = 0

  const takeOpeningToken = (given: string) => {
    const found = [...opening.keys()].find((each) => isSameSecret(given, each))
    const until = found === undefined ? 0 : (opening.get(found) ?? 0)
    if (found !== undefined) opening.delete(found)
    return until > now()
  }

  return {
    by: token === null ? 'password' : 'token',
    token,
    issueTokenForOpening() {
      const issued = randomToken()
      opening.set(issued, now() + openingLifetime)
      return issued
    },
    withToken(given, address) {
      // Right ones are never kept waiting: nobody guesses 256 bits, and other pages could make the user wait.
      if ((token !== null && isSameSecret(given, token)) || takeOpeningToken(given)) return { kind: 'accepted' }
      return refuse(limit, address)
    },
    async withPassword(given, address) {
      if (checkPassword === null) return refuse(limit, address)
      const seconds = limit.wait(address)
      if (seconds > 0) return { kind: 'wait', seconds }
      if (checks >= mostAtATime) return { kind: 'wait', seconds: 1 }
      checks += 1
      try {
        // Counted before it is known, so that many at once do not slip through.
        limit.failed(address)
        return (await checkPassword(given)) ? { kind: 'accepted' } : { kind: 'refused' }
      } finally {
        checks -= 1
      }
    },
  }
}

function refuse(limit: AttemptLimit, address: string): SignInResult {
  const seconds = limit.wait(address)
  if (seconds > 0) return { kind: 'wait', seconds }
  limit.failed(address)
  return { kind: 'refused' }
}

/** The password itself is not kept. */
async function createPasswordCheck(password: string): Promise<(given: string) => Promise<boolean>> {
  const salt = randomBytes(16)
  const expected = await hashPassword(password, salt)
  return async (given) => timingSafeEqual(await hashPassword(given, salt), expected)
}

function hashPassword(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** 256 bits. */
function randomToken(): string {
  return randomBytes(32).toString('base64url')
}
