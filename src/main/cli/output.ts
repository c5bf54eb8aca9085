// What the command line prints, and how it says an error in one line.

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}

export interface LinePrinter {
  print(line: string): void
  /** Prints what still waits. */
  flush(): void
}

/**
 * Prints lines in batches: writing to a terminal or a file blocks, so under load a write a line would
 * cost the forwarding more than the rest of the log.
 * @param delay milliseconds that a line waits at most
 */
export function createLinePrinter(delay = 20): LinePrinter {
  let waiting = ''
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === '') return
    process.stdout.write(waiting)
    waiting = ''
  }
  return {
    print(line) {
      waiting += `${line}\n`
      if (timer === null) timer = setTimeout(flush, delay)
    },
    flush,
  }
}

/** A sentence for an error. */
export function explain(error: unknown): string {
  return `throughline: ${(error as Error).message}`
}
