// Runs a program of the system to its end, with a text on its standard input.
import { execFile } from 'node:child_process'

export interface Finished {
  code: number
  output: string
  errors: string
}

/** The environment is the given one and PATH, nothing else. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: { input?: string; environment?: Record<string, string> } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      {
        env: { PATH: process.env.PATH ?? '', ...options.environment },
        maxBuffer: 67_108_864,
        timeout: 20_000,
      },
      (error, output, errors) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, output, errors: errors === '' ? (error?.message ?? '') : errors })
      },
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
  })
}
