// Keeps the text in the editor and the document in main the same: what is typed goes there, what changes there comes here.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallOutput } from '../../../../shared/contract.ts'
import type { DocumentState } from '../../../../shared/route.ts'
import { ApiError, messageOf } from '../../../api.ts'
import { asEdited, withLineBreaksOf } from './line-breaks.ts'
import { mergeTexts } from './text-changes.ts'

/** What holds the text while it is on screen; with `\n` for line breaks. */
export interface Surface {
  read(): string
  /** Another hand has changed the text. */
  apply(text: string): void
  /** Another file has been opened. */
  replace(text: string): void
}

export interface SyncedText {
  status: 'loading' | 'ready' | 'failed'
  /** What main has, as the editor shows it. */
  text: string
  /** The file as it was last read or written. */
  saved: string
  revision: number
  /** What is typed has not reached main yet. */
  isPending: boolean
  /** Why it does not reach main; null while it does. */
  failure: string | null
}

export interface TextSyncOptions {
  load(): Promise<CallOutput<'config.text'>>
  /** Resolves to the new revision. @throws {ApiError} conflict where the text has changed meanwhile */
  send(text: string, revision: number): Promise<number>
  /** Milliseconds from the last key to the sending. */
  delay: number
  /** What was typed is about the same lines as what came from main, and gave way. `mine` is the text with it. */
  onOverlap(mine: string): void
}

export interface TextSync {
  store: StoreApi<SyncedText>
  /** Loads the text; resolves once it is there, or could not be loaded. Until then it is not to be shown. */
  open(): Promise<void>
  /** What is to be on screen. */
  current(): string
  attach(surface: Surface): void
  /** The surface is gone; what was typed in it still goes to main. */
  detach(): void
  /** Something was typed. */
  touch(): void
  /** The document as main tells of it. */
  follow(document: DocumentState, path: string): void
  /** Resolves once main has what was typed until now. */
  flush(): Promise<void>
  /** The whole text becomes this one, whatever it is now. */
  write(text: string): Promise<void>
}

const nothing: SyncedText = { status: 'loading', text: '', saved: '', revision: -1, isPending: false, failure: null }

export function createTextSync({ load, send, delay, onOverlap }: TextSyncOptions): TextSync {
  const store = createStore<SyncedText>(() => nothing)
  let surface: Surface | null = null
  /** Exactly what main has, line breaks and all. */
  let raw = ''
  /** What is to be in main. */
  let mine = ''
  let seen: { document: DocumentState; path: string } | null = null
  let path: string | null = null
  let mustLoad = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  const read = () => {
    mine = surface?.read() ?? mine
    return mine
  }
  const isUnsent = () => store.getState().status === 'ready' && read() !== store.getState().text

  const take = (theirs: CallOutput<'config.text'>) => {
    const { text: base, status } = store.getState()
    const text = asEdited(theirs.text)
    const isOther = status !== 'ready' || (seen !== null && seen.path !== path)
    if (isOther) {
      mine = text
      surface?.replace(text)
    } else {
      const merged = mergeTexts(base, read(), text)
      if (merged === null) onOverlap(mine)
      const next = merged ?? text
      if (next !== mine) surface?.apply(next)
      mine = next
    }
    raw = theirs.text
    path = seen?.path ?? null
    store.setState({ status: 'ready', text, saved: asEdited(theirs.saved), revision: theirs.revision, failure: null })
  }

  const sendMine = async () => {
    const { revision } = store.getState()
    const text = read()
    const next = withLineBreaksOf(raw, text)
    try {
      const after = await send(next, revision)
      raw = next
      store.setState({ text, revision: after, failure: null })
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'conflict')) throw error
      mustLoad = true
    }
  }

  /** One round: what main has changed first, then what was typed. */
  const round = async () => {
    if (mustLoad) {
      mustLoad = false
      take(await load())
    }
    if (isUnsent()) await sendMine()
  }

  const run = (): Promise<void> => {
    clearTimeout(timer)
    running ??= round()
      .catch((error: unknown) => {
        const failure = messageOf(error)
        store.setState(({ status }) => ({ failure, status: status === 'ready' ? status : 'failed' }))
      })
      .finally(() => {
        running = null
        settle()
      })
    return running
  }

  /** Goes on where main is ahead by now, or more was typed meanwhile. */
  const settle = () => {
    const { failure, status, revision, text, isPending, saved } = store.getState()
    const isBehind = seen !== null && (seen.document.revision > revision || seen.path !== path)
    if (isBehind && surface && status === 'ready') mustLoad = true
    if (mustLoad && failure === null) void run()
    else if (isUnsent()) {
      if (!isPending) store.setState({ isPending: true })
      if (failure === null) schedule()
    } else {
      const isSaved = seen !== null && seen.document.revision === revision && !seen.document.isDirty
      if (isPending || (isSaved && saved !== text)) store.setState({ isPending: false, saved: isSaved ? text : saved })
    }
  }

  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), delay)
  }

  const flush = async () => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (running) await running
      else if (!isUnsent()) return
      else {
        await run()
        if (store.getState().failure !== null) return
      }
    }
  }

  return {
    store,
    async open() {
      await flush()
      if (!isUnsent()) store.setState({ status: 'loading', failure: null })
      mustLoad = true
      await run()
    },
    current: read,
    attach(next) {
      surface = next
      settle()
    },
    detach() {
      read()
      surface = null
      void run()
    },
    touch() {
      if (!store.getState().isPending) store.setState({ isPending: true })
      schedule()
    },
    follow(document, openPath) {
      const before = seen?.document
      seen = { document, path: openPath }
      path ??= openPath
      if (store.getState().status !== 'ready' || running || !surface) return
      // The file can change under a document that does not.
      const isSame = before?.revision === document.revision && document.isDirty
      if (isSame && (before.changedLines !== document.changedLines || document.disk === 'conflict')) mustLoad = true
      settle()
    },
    flush,
    async write(text) {
      await running
      mine = text
      surface?.apply(text)
      await run()
    },
  }
}

/** While another hand is quicker, what was typed is brought together with the new text and sent again. */
const mostTries = 10
