// Says in the log what went wrong and where, without what the error's own message quotes.
import { CallError } from '../../shared/errors.ts'

/** How many causes behind an error are told. */
const deepest = 3

/** An error of the table says itself what is wrong; of any other it matters where it came from. */
export function describeError(error: unknown, depth = 0): string {
  if (typeof error === 'string') return error
  if (error instanceof CallError) return error.message + causeOf(error, depth)
  if (error instanceof Error) return describeUnexpected(error) + causeOf(error, depth)
  return describeThrown(error)
}

function causeOf({ cause }: Error, depth: number): string {
  if (!(cause instanceof Error) || depth >= deepest) return ''
  return `\n  caused by ${describeError(cause, depth + 1)}`
}

function describeUnexpected(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = (error as NodeJS.ErrnoException).code
  const head = `${error.name}: ${messageOf(error)}${code === undefined || error.message.includes(code) ? '' : ` (${code})`}`
  return [head, ...frames].join('\n')
}

/** Errors of parsers quote what they could not read: a file's line, a body, a header. */
function messageOf({ name, message }: Error): string {
  if (/^(?:SyntaxError|YAML\w*|Zod\w*|.*ParseError)$/.test(name)) return '(what could not be read is left out)'
  return (
    message
      .split('\n', 1)[0]
      ?.replace(/(["'`])(.*?)\1/g, (all, mark: string, quoted: string) => (isName(quoted) ? all : `${mark}…${mark}`)) ??
    ''
  )
}

/** What a program names itself, or a file's path; never what it was given. */
function isName(text: string): boolean {
  return /^(?:[A-Za-z_$]{1,40}|[A-Za-z_$][\w$]{0,15})$/.test(text) || /^(?:\/|[A-Za-z]:\\)[\w ./\\-]*$/.test(text)
}

/** Anything can be thrown. Of an object only its keys are told. */
function describeThrown(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return `${typeof thrown} was thrown: ${String(thrown)}`
  return `an object was thrown, with ${Object.keys(thrown).join(', ') || 'no keys'}`
}
