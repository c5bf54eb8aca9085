// The config.yaml that is open in the app, as it is edited: one text with undo, and how it stands to the file.
import { basename } from 'node:path'
import { CallError } from '../../shared/errors.ts'
import type { DocumentState, Problem } from '../../shared/route.ts'
import type { Config } from './config.ts'
import { type ConfigFile, type ConfigFileOptions, openConfigFile } from './config-file.ts'
import { createDocumentHistory, type NextText, type Step } from './document-history.ts'
import { createDocumentText } from './document-text.ts'
import { countChangedLines } from './edits/count-changed-lines.ts'

export interface ConfigDocument {
  readonly path: string
  /** What is served: the last valid config on disk. */
  readonly running: Config
  /** Of the text as it is edited; while that is not valid, the last valid one. */
  readonly config: Config
  readonly problems: readonly Problem[]
  readonly text: string
  /** The file as it was last read or written. */
  readonly saved: string
  readonly state: DocumentState
  /**
   * One step of undo, saved at once where nothing was unsaved before and the outcome is valid.
   * @param change gets the config that the text means, null while it is not valid
   * @throws CallError what `change` throws, config_invalid, conflict or file_error; nothing has changed then
   */
  edit(label: string, change: (text: string, config: Config | null) => string): Promise<void>
  /** Not saved. Those of the same kind in a row are one step. @throws CallError what `change` throws */
  type(label: string, kind: string, change: (text: string) => string): Promise<void>
  /** @throws CallError config_invalid, conflict where the file has changed meanwhile, file_error */
  save(overwrite: boolean): Promise<void>
  /** The text becomes the file as it is on disk: a step of undo. */
  revert(): Promise<void>
  undo(): Promise<void>
  redo(): Promise<void>
  /** @throws CallError file_error; the open one stays then */
  open(path: string): Promise<void>
  /** After anything here has changed. Returns the function that ends the subscription. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** As a file is opened. */
export type DocumentOptions = Omit<ConfigFileOptions, 'path'>

/** @throws CallError file_error when the file cannot be read; an invalid one opens, with its problems */
export async function openConfigDocument(path: string, options: DocumentOptions): Promise<ConfigDocument> {
  const listeners = new Set<() => void>()
  const history = createDocumentHistory()
  let file = await openConfigFile({ path, ...options })
  const content = createDocumentText(file.text ?? '', options)
  let saved = content.text
  /** What stood on disk when what is unsaved was begun. */
  let base = saved
  let changedLines = { of: '', text: '', count: 0 }
  let stopFollowing = () => {}

  const notify = () => {
    for (const listener of listeners) listener()
  }
  const name = () => basename(file.path)
  const isDirty = () => content.text !== saved
  const isInConflict = () => isDirty() && base !== saved
  const settle = () => {
    if (!isDirty()) base = saved
  }
  /** A step has been made. */
  const note = (step: Omit<Step, 'after'>) => {
    settle()
    if (content.text !== step.before) history.add({ ...step, after: content.text })
    notify()
  }

  /** What stands on disk may be another text than was known. */
  const absorb = () => {
    const onDisk = file.text
    if (onDisk === null || onDisk === saved) return
    if (!isDirty()) {
      // Undo would bring back what somebody else has changed.
      history.clear()
      content.become(onDisk)
    }
    saved = onDisk
    settle()
  }
  const subscribe = () => {
    const known = file
    const follow = async () => {
      if (known !== file) return
      absorb()
      notify()
    }
    stopFollowing()
    stopFollowing = known.onChange(() => void inTurn(follow))
  }

  /** Edits wait for one another, and for what is read from disk. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const result = queue.then(step)
    queue = result.catch(() => undefined)
    return result
  }

  const look = async () => {
    await file.refresh()
    absorb()
  }

  const write = async (text: string, expected: string | null) => {
    await file.save(text, expected)
    saved = text
  }

  /** Written first: then either both have changed or neither. */
  const saveAndBecome = async (next: string) => {
    if (next !== content.text) await write(next, saved)
    content.become(next)
  }

  const move = (peek: () => NextText | null, done: () => void) =>
    inTurn(async () => {
      const next = peek()
      if (next === null) return
      if (next.isSaved && !isDirty() && file.text !== null) await saveAndBecome(next.text)
      else content.become(next.text)
      settle()
      done()
      notify()
    })

  const countChanges = () => {
    const { text } = content
    if (changedLines.of !== saved || changedLines.text !== text) {
      changedLines = { of: saved, text, count: countChangedLines(saved, text) }
    }
    return changedLines.count
  }

  subscribe()
  return {
    get path() {
      return file.path
    },
    get running() {
      return file.config
    },
    get config() {
      return content.config
    },
    get problems() {
      // Where the file cannot be read, its own problem says why.
      return file.text === null && !isDirty() ? file.problems : content.problems
    },
    get text() {
      return content.text
    },
    get saved() {
      return saved
    },
    get state() {
      return {
        isDirty: isDirty(),
        changedLines: isDirty() ? countChanges() : 0,
        undo: history.undoLabel,
        redo: history.redoLabel,
        revision: content.revision,
        disk: diskState(file, isInConflict()),
      }
    },
    edit: (label, change) =>
      inTurn(async () => {
        if (!isDirty()) await look()
        const wasClean = !isDirty()
        if (wasClean && file.text === null) throw new CallError('file_error', file.problems[0]?.message)
        const before = content.text
        const next = change(before, content.isValid ? content.config : null)
        const isSaved = wasClean && content.tryOut(next)
        // A file with errors is not left with others.
        if (wasClean && !isSaved && !content.isValid) {
          throw new CallError('config_invalid', `${name()} has errors. Correct it first.`)
        }
        if (isSaved) await saveAndBecome(next)
        else content.become(next)
        note({ label, kind: null, before, isSaved })
      }),
    type: (label, kind, change) =>
      inTurn(async () => {
        const before = content.text
        content.become(change(before))
        note({ label, kind, before, isSaved: false })
      }),
    save: (overwrite) =>
      inTurn(async () => {
        const error = content.problems.find(({ severity }) => severity === 'error')
        if (error) throw new CallError('config_invalid', `Line ${error.line}: ${error.message}`)
        await look()
        if (!overwrite && isInConflict()) throw new CallError('conflict', `${name()} has changed on disk.`)
        if (!overwrite && file.text === null && !file.isMissing) {
          throw new CallError('conflict', `${name()} cannot be read. Saving replaces it.`)
        }
        await write(content.text, overwrite || file.text === null ? null : saved)
        settle()
        history.endStep()
        notify()
      }),
    revert: () =>
      inTurn(async () => {
        await look()
        const before = content.text
        content.become(saved)
        note({ label: 'Revert', kind: null, before, isSaved: false })
      }),
    undo: () => move(history.peekUndo, history.undo),
    redo: () => move(history.peekRedo, history.redo),
    open: (other) =>
      inTurn(async () => {
        const opened = await openConfigFile({ path: other, ...options })
        const old = file
        file = opened
        saved = opened.text ?? ''
        base = saved
        history.clear()
        content.begin(saved)
        subscribe()
        notify()
        await old.close()
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      stopFollowing()
      await queue
      await file.close()
    },
  }
}

function diskState(file: ConfigFile, isInConflict: boolean): DocumentState['disk'] {
  if (file.text === null) return file.isMissing ? 'deleted' : 'unreadable'
  if (isInConflict) return 'conflict'
  return file.isWritable ? 'same' : 'read-only'
}
