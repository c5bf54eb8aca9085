// Takes out of a line of the log what may be a credential or somebody's data: the last wall behind those who write it.
import { isCredentialName } from '../../shared/credential-name.ts'
import { formsOf } from '../inspector/secret-forms.ts'

const hidden = '••••••••'

/** Values shorter than this are words such as `true`, which would make a line unreadable and give nothing away. */
const shortestValue = 4

/** @param values of the variables that the app knows */
export function redact(text: string, values: Iterable<string> = []): string {
  return withoutTokens(withoutFields(withoutUrlParts(withoutValues(text, values))))
}

/** As they stand, in the forms in which they may be sent, and as Basic authentication has them. */
function withoutValues(text: string, values: Iterable<string>): string {
  const long = [...values].filter(({ length }) => length >= shortestValue)
  const forms = new Set(long.flatMap((value) => [...formsOf(value), inBase64(value)]))
  // The longest first: one may be a part of another.
  return [...forms].sort((a, b) => b.length - a.length).reduce((left, form) => left.replaceAll(form, hidden), text)
}

function inBase64(value: string): string {
  const bytes = Buffer.from(value)
  const text = bytes.toString('base64')
  bytes.fill(0)
  return text
}

/** User info, queries and fragments; the path stays. */
function withoutUrlParts(text: string): string {
  return text
    .replace(/\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'`<>]*/gi, (url) => {
      const authority = /^[^/]*\/\/[^/?#]*/.exec(url)?.[0] ?? ''
      const at = authority.lastIndexOf('@')
      const origin =
        at === -1 ? authority : `${authority.slice(0, authority.indexOf('//') + 2)}${authority.slice(at + 1)}`
      return `${origin}${url.slice(authority.length)}`.replace(/[?#].+$/s, '?…')
    })
    .replace(/\?[^\s"'`<>=?]{0,200}=[^\s"'`<>)]*/g, '?…')
}

/** `Authorization: Bearer x`, `"api_key": "x"`, `token=x`: the rest of the line goes. */
function withoutFields(text: string): string {
  return text
    .replace(/([\w-]{2,60})(["'`]?\s*[:=]\s*)(\S[^\n]*)/g, (all, name: string, between: string) =>
      isCredentialName(name) ? `${name}${between}${hidden}` : all,
    )
    .replace(/\b(bearer|basic|digest|negotiate)\s+[\w+/=.~-]{4,}/gi, `$1 ${hidden}`)
}

/** What keys of providers look like, and anything long that no person would read. */
function withoutTokens(text: string): string {
  return text
    .replace(/\b(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abpr]|hf|AKIA|AIza|eyJ)[-_]?[\w-]{8,}(?:\.[\w-]+)*/g, hidden)
    .replace(/[\w+=-]{32,}/g, (run) => (/\d/.test(run) && /[a-z]/i.test(run) ? hidden : run))
}
