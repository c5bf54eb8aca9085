// The config.yaml that is open in the app, as it is edited: one text with undo, and how it stands to the file.
import { basename } from 'node:path'
import { CallError } from '../../shared/errors.ts'
import type { DocumentState, Problem } from '../../shared/route.ts'
import type { Config } from './config.ts'
import { type ConfigFileOptions, diskState, openConfigFile } from './config-file.ts'
import { type ConfigReading, createConfigReading } from './config-reading.ts'
import { createDocumentHistory, type NextText, type Step } from './document-history.ts'
import { createDocumentText } from './document-text.ts'
import { createLineCounter } from './edits/count-changed-lines.ts'
import { createTurns } from './in-turn.ts'

export interface ConfigDocument {
  readonly path: string
  /** What is served: the last valid config on disk. */
  readonly running: Config
  /** Of the text as it is edited; while that is not valid, the last valid one. */
  readonly config: Config
  readonly problems: readonly Problem[]
  readonly text: string
  /** For edits: does not read again what was read last. */
  readonly readYaml: ConfigReading['yaml']
  /** The file as it was last read or written. */
  readonly saved: string
  readonly state: DocumentState
  /**
   * One step of undo, saved at once where nothing was unsaved before and the outcome is valid.
   * @param change gets the config that the text means, null while it is not valid
   * @returns which step it is, for `undo`; null where nothing has changed
   * @throws CallError what `change` throws, config_invalid, conflict or file_error; nothing has changed then
   */
  edit(label: string, change: (text: string, config: Config | null) => string): Promise<number | null>
  /** Not saved. Those of the same kind in a row are one step. @throws CallError what `change` throws */
  type(label: string, kind: string, change: (text: string) => string): Promise<void>
  /** @throws CallError config_invalid, conflict where the file has changed meanwhile, file_error */
  save(overwrite: boolean): Promise<void>
  /** The text becomes the file as it is on disk: a step of undo, which is answered as by `edit`. */
  revert(): Promise<number | null>
  /**
   * @param step takes back only this one
   * @throws CallError conflict where another one is the last by now, file_error
   */
  undo(step?: number): Promise<void>
  redo(): Promise<void>
  /** @throws CallError file_error; the open one stays then */
  open(path: string): Promise<void>
  /** After anything here has changed. Returns the function that ends the subscription. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** As a file is opened. */
export type DocumentOptions = Omit<ConfigFileOptions, 'path' | 'parse'>

/** @throws CallError file_error when the file cannot be read; an invalid one opens, with its problems */
export async function openConfigDocument(path: string, options: DocumentOptions): Promise<ConfigDocument> {
  const listeners = new Set<() => void>()
  const history = createDocumentHistory()
  /** Edits wait for one another, and for what is read from disk. */
  const inTurn = createTurns()
  const reading = createConfigReading(options)
  let file = await openConfigFile({ path, ...options, parse: reading.config })
  const content = createDocumentText(file.text ?? '', reading.config)
  let saved = content.text
  /** What stood on disk when what is unsaved was begun. */
  let base = saved
  const countChangedLines = createLineCounter()
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
  const note = (step: Omit<Step, 'after'>): number | null => {
    settle()
    const number = content.text === step.before ? null : history.add({ ...step, after: content.text })
    notify()
    return number
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

  /** Only the last step can be taken back: in its place nothing else is. */
  const checkLast = (step: number | undefined) => {
    if (step === undefined || step === history.undoStep) return
    const last = history.undoLabel
    const rest = last === null ? 'This can no longer be undone.' : `Undo takes back the newest change first: ${last}.`
    throw new CallError('conflict', `${name()} has changed since. ${rest}`)
  }

  const move = (peek: () => NextText | null, done: () => void, step?: number) =>
    inTurn(async () => {
      checkLast(step)
      const next = peek()
      if (next === null) return
      if (next.isSaved && !isDirty() && file.text !== null) await saveAndBecome(next.text)
      else content.become(next.text)
      settle()
      done()
      notify()
    })

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
    readYaml: reading.yaml,
    get saved() {
      return saved
    },
    get state() {
      return {
        isDirty: isDirty(),
        changedLines: isDirty() ? countChangedLines(saved, content.text) : 0,
        undo: history.undoLabel,
        redo: history.redoLabel,
        undoStep: history.undoStep,
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
        return note({ label, kind: null, before, isSaved })
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
        return note({ label: 'Revert', kind: null, before, isSaved: false })
      }),
    undo: (step) => move(history.peekUndo, history.undo, step),
    redo: () => move(history.peekRedo, history.redo),
    open: (other) =>
      inTurn(async () => {
        const opened = await openConfigFile({ path: other, ...options, parse: reading.config })
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
      await inTurn.ended()
      await file.close()
    },
  }
}
