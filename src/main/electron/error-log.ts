// Writes errors that nothing else handles to standard error. Never given a value of a secret, a header or a body.
import { inspect } from 'node:util'

export type LogError = (what: string, error: unknown) => void

export function createErrorLog(output: NodeJS.WritableStream): LogError {
  // A closed terminal must not become an error that is logged, and so on for ever.
  output.on('error', () => {})
  return (what, error) => {
    output.write(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : inspect(error)}\n`)
  }
}
