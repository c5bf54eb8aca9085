// The addresses at which a browser signs in, and what it gets where it has not.
import type { IncomingMessage } from 'node:http'
import { webPaths } from '../../shared/web-messages.ts'
import type { RequestGuard } from './request-guard.ts'
import { answerPlainly, type Respond } from './respond.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn, SignInResult } from './sign-in.ts'
import { signInPage } from './sign-in-page.ts'

export interface SignInRoutes {
  /** Whether it was a request to sign in, which is answered then. */
  answer(context: Respond): Promise<boolean>
  isSignedIn(request: IncomingMessage, origin: string): boolean
  /** For who is not signed in. */
  refuse(context: Respond): void
}

export interface SignInRoutesOptions {
  signIn: SignIn
  sessions: Sessions
  isFromOwnPage: RequestGuard['isFromOwnPage']
}

/** Bytes of a form with a password. */
const largestForm = 8192

export function createSignInRoutes({ signIn, sessions, isFromOwnPage }: SignInRoutesOptions): SignInRoutes {
  const showPage = ({ response }: Respond, status: number, problem: string | null) => {
    const { html, headers } = signInPage(signIn.by, problem)
    response.writeHead(status, headers).end(html)
  }

  const finish = (context: Respond, result: SignInResult, wrong: string) => {
    if (result.kind === 'wait') {
      context.response.setHeader('Retry-After', result.seconds)
      return showPage(context, 429, `Too many attempts. Try again in ${result.seconds} s.`)
    }
    if (result.kind === 'refused') return showPage(context, 401, wrong)
    const { name, attributes } = cookieFor(context.origin)
    const cookie = `${name}=${sessions.begin()}; Path=/; HttpOnly; SameSite=Strict${attributes}`
    context.response.writeHead(302, { Location: '/', 'Set-Cookie': cookie }).end()
  }

  const takePassword = async (context: Respond) => {
    const { request, response, origin } = context
    if (request.method !== 'POST') return answerPlainly(response, 405, 'The password is POSTed.')
    if (!isFromOwnPage(request, origin)) return answerPlainly(response, 403, 'Only this server’s own page may sign in.')
    const form = await readForm(request)
    if (form === null) return answerPlainly(response, 413, 'This is too much for a password.')
    const result = await signIn.withPassword(form.get('password') ?? '', addressOf(request))
    finish(context, result, 'This is not the password.')
  }

  return {
    async answer(context) {
      const { request, url } = context
      if (url.pathname === webPaths.signIn) {
        await takePassword(context)
        return true
      }
      const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null
      if (token === null) return false
      finish(context, signIn.withToken(token, addressOf(request)), 'This token is not valid any more.')
      return true
    },
    isSignedIn: (request, origin) => sessions.has(request.headers.cookie, cookieFor(origin).name),
    refuse(context) {
      const { request, response, url } = context
      if (request.method === 'GET' && url.pathname === '/') showPage(context, 401, null)
      else answerPlainly(response, 401, 'Sign in first.')
    },
  }
}

/** Ports of a host share their cookies, so the name tells them apart. */
function cookieFor(origin: string): { name: string; attributes: string } {
  const { protocol, port } = new URL(origin)
  const isSecure = protocol === 'https:'
  const name = `throughline-${port || (isSecure ? '443' : '80')}`
  return isSecure ? { name: `__Host-${name}`, attributes: '; Secure' } : { name, attributes: '' }
}

function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? ''
}

/** null where it is too long. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  if (Number(request.headers['content-length'] ?? 0) > largestForm) return null
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > largestForm) return null
  }
  return new URLSearchParams(text)
}
