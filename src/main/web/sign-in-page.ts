// The page that a browser gets before it has signed in: asks for the password, or says where the address is.
import { createHash } from 'node:crypto'
import { webPaths } from '../../shared/web-messages.ts'

export interface SignInPage {
  html: string
  headers: Record<string, string>
}

const style = `:root{color-scheme:light dark;font:13px/20px system-ui,sans-serif}
body{display:grid;min-height:100vh;margin:0;place-content:center}
main{display:grid;gap:12px;max-width:360px;padding:24px}
h1{margin:0;font-size:18px}p{margin:0}code{font:12px/18px ui-monospace,monospace}
form{display:grid;gap:8px}input,button{box-sizing:border-box;height:32px;padding:0 10px;font:inherit}
[role=alert]{color:light-dark(#b3261e,#ff8a80)}`

/** @param problem why the last attempt did not do */
export function signInPage(by: 'token' | 'password', problem: string | null): SignInPage {
  const alert = problem === null ? '' : `<p role="alert">${problem}</p>`
  const body =
    by === 'password'
      ? `${alert}<form method="post" action="${webPaths.signIn}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>Sign in</button></form>`
      : `${alert}<p>Open the address that <code>throughline serve --web</code> printed when it started: it ends in
<code>?token=</code> and a long word.</p>`
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in · Throughline</title><style>${style}</style></head><body><main><h1>Throughline</h1>${body}</main></body></html>
`,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      // With no-referrer a browser leaves the origin of its form out, by which it is told from another site's.
      ...(by === 'password' ? { 'Referrer-Policy': 'same-origin' } : {}),
    },
  }
}

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')
