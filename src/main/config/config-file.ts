// The door to one config.yaml on disk: reads it, watches it, writes it. The file is the truth.
import { resolve } from 'node:path'
import type { DocumentState, Problem } from '../../shared/route.ts'
import { type Config, emptyConfig } from './config.ts'
import { createTurns } from './in-turn.ts'
import { type ParsedConfig, type ParseOptions, parseConfig } from './parse-config.ts'
import { readText } from './read-text.ts'
import { watchPath } from './watch-path.ts'
import { canWrite, writeText } from './write-text.ts'

export interface ConfigFile {
  readonly path: string
  /** As it was last read or written; null while it cannot be read. */
  readonly text: string | null
  /** There is no file any more. */
  readonly isMissing: boolean
  readonly isWritable: boolean
  /** The last valid config; without routes if there never was one. */
  readonly config: Config
  /** Of the file as it is on disk now. */
  readonly problems: readonly Problem[]
  /** Reads it now, where a change would else be seen a moment later. */
  refresh(): Promise<void>
  /**
   * @param expected what the file must hold now; null: whatever it holds, and where it is gone
   * @throws CallError conflict or file_error; the file is then as it was
   */
  save(text: string, expected: string | null): Promise<void>
  /** After anything here has changed. Returns the function that ends the subscription. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface ConfigFileOptions extends Pick<ParseOptions, 'environment'> {
  path: string
  /** Reads the text; absent: each time anew. */
  parse?: (text: string) => ParsedConfig
  /** Follow changes on disk. */
  watch?: boolean
}

/** @throws CallError file_error when the file cannot be read; an invalid one opens, with its problems */
export async function openConfigFile(options: ConfigFileOptions): Promise<ConfigFile> {
  const path = resolve(options.path)
  const { parse = (next: string) => parseConfig(next, options) } = options
  const listeners = new Set<() => void>()
  /** null while the file cannot be read. */
  let text: string | null = null
  let isMissing = false
  let isWritable = true
  let config = emptyConfig
  let problems: readonly Problem[] = []

  const notify = () => {
    for (const listener of listeners) listener()
  }

  const accept = (next: string, writable: boolean) => {
    const isNew = isWritable !== writable
    isWritable = writable
    if (next !== text) take(next)
    else if (isNew) notify()
  }

  const take = (next: string) => {
    text = next
    isMissing = false
    const parsed = parse(text)
    config = parsed.config ?? config
    problems = parsed.problems
    notify()
  }

  /** The running table stays while the file cannot be read; the next change on disk tries again. */
  const reload = async () => {
    try {
      accept(await readText(path), await canWrite(path))
    } catch (error) {
      text = null
      isMissing = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
      problems = [unreadable((error as Error).message)]
      notify()
    }
  }

  /** Readings and edits wait for each other, and each starts from the file as it is on disk. */
  const inTurn = createTurns()

  // Watched before it is first read, so that no change falls between the two.
  const endWatch = options.watch === false ? () => undefined : await watchPath(path, () => void inTurn(reload))
  const close = async () => {
    endWatch()
    await inTurn.ended()
  }
  try {
    accept(await readText(path), await canWrite(path))
  } catch (error) {
    await close()
    throw error
  }

  return {
    path,
    get config() {
      return config
    },
    get problems() {
      return problems
    },
    get text() {
      return text
    },
    get isMissing() {
      return isMissing
    },
    get isWritable() {
      return isWritable
    },
    refresh: () => inTurn(reload),
    save: (next, expected) =>
      inTurn(async () => {
        await writeText(path, next, expected)
        accept(next, true)
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}

function unreadable(message: string): Problem {
  return { severity: 'error', key: '', message, line: 1, column: 1, length: 1, sourceLine: '' }
}

/** How the file stands to a document. @param isInConflict it was changed under what is unsaved */
export function diskState(file: ConfigFile, isInConflict: boolean): DocumentState['disk'] {
  if (file.text === null) return file.isMissing ? 'deleted' : 'unreadable'
  if (isInConflict) return 'conflict'
  return file.isWritable ? 'same' : 'read-only'
}
