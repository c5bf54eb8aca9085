// The options of `throughline serve --web`: where the window is, and how it is kept to its user.
import { isOrigin } from '../../shared/origin.ts'

export interface WebOptions {
  /** 0: a free one. */
  port: number
  host: string
  /** Where browsers find it behind another server. */
  origin: string | null
  passwordFile: string | null
  /** Open it in the system's browser. */
  isOpened: boolean
}

export const webOptions = {
  web: { type: 'boolean' },
  'web-port': { type: 'string' },
  'web-host': { type: 'string' },
  'web-origin': { type: 'string' },
  'web-password-file': { type: 'string' },
  'web-open': { type: 'boolean' },
} as const

export const webUsage = `Options of serve --web:
  --web                 the app's window too, for a browser; without --config and ./config.yaml
                        it opens the desktop app's own config.yaml
  --web-port N          default: 4001; 0 takes a free port
  --web-host H          default: 127.0.0.1; any other needs a password
  --web-password-file FILE
                        the password is its first line; else THROUGHLINE_WEB_PASSWORD
  --web-origin ORIGIN   where browsers find it behind another server, such as https://throughline.example.com
  --web-open            open it in the system's browser`

interface Values {
  web?: boolean | undefined
  'web-port'?: string | undefined
  'web-host'?: string | undefined
  'web-origin'?: string | undefined
  'web-password-file'?: string | undefined
  'web-open'?: boolean | undefined
}

/** null without --web. A text says what is wrong. */
export function parseWebOptions(values: Values): WebOptions | null | string {
  if (!values.web) {
    const lonely = Object.keys(webOptions).find((name) => values[name as keyof Values] !== undefined)
    return lonely === undefined ? null : `--${lonely} needs --web`
  }
  const port = parsePort(values['web-port'] ?? '4001')
  if (port === null) return `expected a port from 0 to 65535, got "${values['web-port']}"`
  const origin = values['web-origin'] ?? null
  if (origin !== null && !isOrigin(origin)) {
    return `expected an origin such as https://throughline.example.com, got "${origin}"`
  }
  return {
    port,
    host: values['web-host'] ?? '127.0.0.1',
    origin,
    passwordFile: values['web-password-file'] ?? null,
    isOpened: values['web-open'] ?? false,
  }
}

/** null for what is none. */
export function parsePort(text: string): number | null {
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : null
}
