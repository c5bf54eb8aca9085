// What `throughline serve` says while it runs, as text or as NDJSON.
import { formatPlural } from '../../shared/format.ts'
import type { Problem } from '../../shared/route.ts'
import { formatProblem } from '../config/problem.ts'
import type { Exchange } from '../gateway/exchange.ts'
import { summariseEnded } from '../inspector/summary.ts'
import { formatExchange } from './exchange-line.ts'
import { createLinePrinter, printError } from './output.ts'

export interface ServeLog {
  listening(url: string, routes: number): void
  /** Where the window is, with what signs a browser in. */
  window(url: string): void
  /** One that has ended. */
  exchange(exchange: Exchange): void
  /** A change of the file is served from now on. */
  reloaded(fileName: string, routes: number): void
  /** Errors: the old table stays. Warnings alone: they are only said. */
  problems(fileName: string, problems: readonly Problem[]): void
  notice(message: string): void
  /** Says what still waits to be said. */
  flush(): void
}

export function createServeLog(format: 'text' | 'json'): ServeLog {
  return format === 'json' ? jsonLog() : textLog()
}

function textLog(): ServeLog {
  const { print, flush } = createLinePrinter()
  return {
    listening(url, routes) {
      print(`Throughline listening on ${url} (${formatPlural(routes, 'route')})`)
      flush()
    },
    window(url) {
      print(`The window is at ${url}`)
      flush()
    },
    exchange: (exchange) => print(formatExchange(exchange)),
    reloaded: (fileName, routes) => print(`${fileName} changed: ${formatPlural(routes, 'route')} from now on`),
    problems(fileName, problems) {
      flush()
      for (const problem of problems) printError(formatProblem(fileName, problem))
      if (problems.some(({ severity }) => severity === 'error')) {
        printError(`${fileName} is not valid: the last valid routes keep serving`)
      }
    },
    notice: (message) => printError(message),
    flush,
  }
}

function jsonLog(): ServeLog {
  const { print, flush } = createLinePrinter()
  const line = (event: string, fields: object) => print(JSON.stringify({ event, ...fields }))
  return {
    listening(url, routes) {
      line('listening', { url, routes })
      flush()
    },
    window(url) {
      line('window', { url })
      flush()
    },
    exchange: (exchange) => line('exchange', summariseEnded(exchange)),
    reloaded: (file, routes) => line('reloaded', { file, routes }),
    problems(file, problems) {
      if (problems.length > 0) line('problems', { file, problems })
    },
    notice: (message) => line('notice', { message }),
    flush,
  }
}
