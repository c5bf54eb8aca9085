// The door to one open config.yaml: reads it, watches it, edits it. The file is the truth.
import { basename, resolve } from 'node:path'
import { CallError } from '../../shared/errors.ts'
import type { Problem } from '../../shared/route.ts'
import { type Config, emptyConfig } from './config.ts'
import { setEnabled } from './edit-config.ts'
import { type ParseOptions, parseConfig } from './parse-config.ts'
import { fileErrorReason, readText } from './read-text.ts'
import { watchPath } from './watch-path.ts'
import { writeFileAtomically } from './write-file.ts'

export interface ConfigFile {
  readonly path: string
  /** The last valid config; without routes if there never was one. */
  readonly config: Config
  /** Of the file as it is on disk now. */
  readonly problems: readonly Problem[]
  /**
   * Switches a route on or off in the file. `path` is what the caller believes to stand at `index`.
   * @throws CallError conflict, config_invalid or file_error; the file is then as it was
   */
  setRouteEnabled(index: number, path: string, enabled: boolean): Promise<void>
  /** After the config or the problems changed. Returns the function that ends the subscription. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface ConfigFileOptions extends ParseOptions {
  path: string
  /** Follow changes on disk. */
  watch?: boolean
}

/** Editors write in several steps: a change is read this many milliseconds after it was seen. */
const settleTime = 25

/** @throws CallError file_error when the file cannot be read; an invalid one opens, with its problems */
export async function openConfigFile(options: ConfigFileOptions): Promise<ConfigFile> {
  const path = resolve(options.path)
  const listeners = new Set<() => void>()
  /** null while the file cannot be read. */
  let text: string | null = null
  let config = emptyConfig
  let problems: readonly Problem[] = []

  const notify = () => {
    for (const listener of listeners) listener()
  }

  const accept = (next: string) => {
    if (next === text) return
    text = next
    const parsed = parseConfig(text, options)
    config = parsed.config ?? config
    problems = parsed.problems
    notify()
  }

  /** The running table stays while the file cannot be read; the next change on disk tries again. */
  const reload = async () => {
    try {
      accept(await readText(path))
    } catch (error) {
      text = null
      problems = [unreadable((error as Error).message)]
      notify()
    }
  }

  /** Readings and edits wait for each other, and each starts from the file as it is on disk. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const result = queue.then(step)
    queue = result.catch(() => undefined)
    return result
  }

  let settled: NodeJS.Timeout | undefined
  const readSoon = () => {
    clearTimeout(settled)
    settled = setTimeout(() => inTurn(reload), settleTime)
  }
  // Watched before it is first read, so that no change falls between the two.
  const endWatch = options.watch === false ? () => undefined : await watchPath(path, readSoon)
  const close = async () => {
    endWatch()
    clearTimeout(settled)
    await queue
  }
  try {
    accept(await readText(path))
  } catch (error) {
    await close()
    throw error
  }

  const edit = async (change: (text: string, current: Config) => string): Promise<void> => {
    const current = await readText(path)
    const before = parseConfig(current, options)
    if (before.config === null) throw new CallError('config_invalid', `${basename(path)} has errors. Correct it first.`)
    const next = change(current, before.config)
    if (next !== current) await replaceText(path, next, current)
    accept(next)
  }

  return {
    path,
    get config() {
      return config
    },
    get problems() {
      return problems
    },
    setRouteEnabled: (index, routePath, enabled) =>
      inTurn(() =>
        edit((current, { routes }) => {
          if (routes[index]?.path !== routePath) {
            throw new CallError('conflict', `${routePath} is no longer route ${index + 1} of ${basename(path)}.`)
          }
          return setEnabled(current, index, enabled)
        }),
      ),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}

async function replaceText(path: string, text: string, expected: string): Promise<void> {
  try {
    await writeFileAtomically(path, text, expected)
  } catch (cause) {
    if (cause instanceof CallError) throw cause
    throw new CallError('file_error', `Could not write ${path}: ${fileErrorReason(cause)}.`, { cause })
  }
}

function unreadable(message: string): Problem {
  return { severity: 'error', key: '', message, line: 1, column: 1, length: 1, sourceLine: '' }
}
