// The one way by which anything is written down: to standard error and to logs/throughline.log, redacted.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { describeError } from '../log/describe-error.ts'
import { redact } from '../log/redact.ts'

export type LogError = (what: string, error: unknown) => void

export interface AppLog {
  /** Never given a value of a secret, a header or a body. */
  info(what: string): void
  error: LogError
  /** As they were written, the newest last. */
  lastErrors(): readonly string[]
  /** From now on what is written goes to a file of this folder too. */
  keepIn(folder: string): void
  /** Asked with each line: values of variables, which no line may hold. */
  hide(values: () => Iterable<string>): void
}

/** Bytes of throughline.log, after which it becomes throughline.old.log. */
const largestFile = 5_000_000

const keptErrors = 20

export function createAppLog(output: NodeJS.WritableStream): AppLog {
  // A closed terminal must not become an error that is logged, and so on for ever.
  output.on('error', () => {})
  const errors: string[] = []
  let values: () => Iterable<string> = () => []
  let writeToFile = (_level: 'info' | 'error', _line: string) => {}

  const write = (level: 'info' | 'error', text: string) => {
    const line = redact(text, values())
    writeToFile(level, line)
    return line
  }
  return {
    info: (what) => {
      write('info', what)
    },
    error(what, error) {
      const line = write('error', `${what}: ${describeError(error)}`)
      output.write(`${line}\n`)
      errors.push(`${new Date().toISOString()} ${line}`)
      if (errors.length > keptErrors) errors.shift()
    },
    lastErrors: () => errors,
    keepIn(folder) {
      writeToFile = openFile(folder)
    },
    hide(next) {
      values = next
    },
  }
}

function openFile(folder: string): (level: 'info' | 'error', line: string) => void {
  const log = electronLog.create({ logId: `throughline ${folder}` })
  const { file } = log.transports
  file.resolvePathFn = () => join(folder, 'throughline.log')
  file.maxSize = largestFile
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.format = '{y}-{m}-{d} {h}:{i}:{s}.{ms} [{level}] {text}'
  // Errors go to standard error by another way; no other process is told.
  log.transports.console.level = false
  for (const other of ['ipc', 'remote'] as const) {
    const transport = log.transports[other]
    if (transport) transport.level = false
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // Where there can be no folder there is no file either, and the app runs all the same.
    return () => {}
  }
  return (level, line) => log[level](line)
}
