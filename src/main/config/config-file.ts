// The door to one open config.yaml: reads it, watches it, edits it. The file is the truth.
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { watch } from 'chokidar'
import { CallError } from '../../shared/errors.ts'
import type { Problem } from '../../shared/route.ts'
import { type Config, emptyConfig } from './config.ts'
import { setEnabled } from './edit-config.ts'
import { type ParseOptions, parseConfig } from './parse-config.ts'
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

/** Editors write in several steps; a burst of changes is read once, this many milliseconds after its last one. */
const settleTime = 25

/** @throws CallError file_error when the file cannot be read; an invalid one opens, with its problems */
export async function openConfigFile(options: ConfigFileOptions): Promise<ConfigFile> {
  const path = resolve(options.path)
  const listeners = new Set<() => void>()
  let text = await readText(path)
  let parsed = parseConfig(text, options)
  let config = parsed.config ?? emptyConfig
  let problems = parsed.problems

  const notify = () => {
    for (const listener of listeners) listener()
  }

  const accept = (next: string) => {
    if (next === text) return
    text = next
    parsed = parseConfig(text, options)
    config = parsed.config ?? config
    problems = parsed.problems
    notify()
  }

  const reload = async () => {
    try {
      accept(await readText(path))
    } catch (error) {
      // The running table stays; the next change on disk tries again.
      text = ''
      problems = [unreadable((error as Error).message)]
      notify()
    }
  }

  let settled: NodeJS.Timeout | undefined
  const watcher = options.watch === false ? null : watch(path, { ignoreInitial: true, atomic: false })
  watcher?.on('all', () => {
    clearTimeout(settled)
    settled = setTimeout(reload, settleTime)
  })
  if (watcher) await new Promise<void>((ready) => watcher.once('ready', () => ready()))

  /** Edits wait for each other, and each starts from the file as it is on disk. */
  let queue: Promise<unknown> = Promise.resolve()
  const edit = (change: (text: string, current: Config) => string): Promise<void> => {
    const run = async () => {
      const current = await readText(path)
      const before = parseConfig(current, options)
      if (before.config === null)
        throw new CallError('config_invalid', `${basename(path)} has errors. Correct it first.`)
      const next = change(current, before.config)
      if (next !== current) await writeText(path, next)
      accept(next)
    }
    const result = queue.then(run)
    queue = result.catch(() => undefined)
    return result
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
      edit((current, { routes }) => {
        if (routes[index]?.path !== routePath) {
          throw new CallError('conflict', `${routePath} is no longer route ${index + 1} of ${basename(path)}.`)
        }
        return setEnabled(current, index, enabled)
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      clearTimeout(settled)
      await watcher?.close()
      await queue
    },
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new CallError('file_error', `Could not read ${path}: ${reason(cause)}.`, { cause })
  }
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomically(path, text)
  } catch (cause) {
    throw new CallError('file_error', `Could not write ${path}: ${reason(cause)}.`, { cause })
  }
}

/** The system's words where they are common, else its code. */
function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  const words: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'it is a folder',
  }
  return words[code] ? `${words[code]} (${code})` : code
}

function unreadable(message: string): Problem {
  return { severity: 'error', key: '', message, line: 1, column: 1, length: 1, sourceLine: '' }
}
