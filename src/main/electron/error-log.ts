// Writes errors that nothing else handles to standard error. Never given a value of a secret, a header or a body.
import { inspect } from 'node:util'
import { CallError } from '../../shared/errors.ts'

export type LogError = (what: string, error: unknown) => void

export function createErrorLog(output: NodeJS.WritableStream): LogError {
  // A closed terminal must not become an error that is logged, and so on for ever.
  output.on('error', () => {})
  return (what, error) => {
    output.write(`${what}: ${describe(error)}\n`)
  }
}

/** An error of the table says itself what is wrong; of any other it matters where it came from. */
function describe(error: unknown): string {
  if (typeof error === 'string') return error
  if (error instanceof CallError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : inspect(error)
}
