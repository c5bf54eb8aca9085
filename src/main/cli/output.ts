// What the command line prints, and how it says an error in one line.

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A sentence for an error; a file's error names the file. */
export function explain(error: unknown, path?: string): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (path !== undefined && code === 'ENOENT') return `throughline: there is no file ${path}`
  return `throughline: ${message}`
}
