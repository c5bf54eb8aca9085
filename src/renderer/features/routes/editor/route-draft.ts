// A route while it is edited: shows each change at once, sends it a moment later, and follows what others change.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RouteFields, RoutesState } from '../../../../shared/route.ts'
import { ApiError, messageOf } from '../../../api.ts'

export type FieldName = keyof RouteFields

/** Which route of the document is meant: its place, and the path that stands there. */
export interface Place {
  index: number
  path: string
}

export interface DraftState {
  /** null until they have been loaded. */
  fields: RouteFields | null
  /** Why they could not be loaded. */
  failure: string | null
  /** What main refused, by field; the field keeps what was typed. */
  refusals: Partial<Record<FieldName, string>>
  /** Changes have not reached main yet. */
  isPending: boolean
  place: Place
  /** Goes up when another route takes the place of this one. */
  generation: number
}

export interface DraftOptions {
  load: (place: Place) => Promise<RouteFields>
  /**
   * @param input with the fields that change, and no others: somebody else may have changed them meanwhile
   * @param before the route as main has it
   */
  edit: (input: Place & { fields: Partial<RouteFields>; step: string }, before: RouteFields) => Promise<RoutesState>
  /** Milliseconds that typing may rest before it is sent. */
  delay?: number
}

/** What the page knows of the document. */
export interface Seen {
  route: Place
  revision: number
  /** Without errors the page's routes are the document's; with one they are older. */
  isValid: boolean
}

export interface RouteDraft {
  store: StoreApi<DraftState>
  /** The document, or the chosen route, is now this. */
  follow(seen: Seen): void
  /** @param step changes of one step in a row are one step of undo */
  change<Name extends FieldName>(name: Name, value: RouteFields[Name], step?: string): void
  /** Sends what waits, and resolves when main has answered. */
  flush(): Promise<void>
  retry(): void
}

/** Milliseconds that main may take to come to where the page is. */
const patience = 500

const isConflict = (error: unknown) => error instanceof ApiError && error.code === 'conflict'

interface Change {
  values: Partial<RouteFields>
  step: string
  isSending: boolean
}

export function createRouteDraft({ load, edit, delay = 100 }: DraftOptions): RouteDraft {
  const store = createStore<DraftState>(() => ({
    fields: null,
    failure: null,
    refusals: {},
    isPending: false,
    place: { index: 0, path: '' },
    generation: 0,
  }))
  /** As main has it. */
  let base: RouteFields | null = null
  let refused: Partial<RouteFields> = {}
  /** The oldest first. */
  let waiting: Change[] = []
  let seen: Seen | null = null
  /** Revision of the document that `base` was read from, or that our last edit made. */
  let known = -1
  /** Every path that this route has had here: a renaming, or its undo, is no other route. */
  let paths = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let failing: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<void> = Promise.resolve()

  const show = (more: Partial<DraftState> = {}) => {
    const fields = base && Object.assign({ ...base }, refused, ...waiting.map(({ values }) => values))
    store.setState({ fields, isPending: waiting.length > 0, ...more })
  }

  /** One after the other, so that each edit is made from what the one before has left. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step)
    return queue
  }

  /** The page's place where its routes are the document's; else our own first, since theirs may be older. */
  const readBase = async (current: Seen): Promise<void> => {
    const { place } = store.getState()
    const places = current.isValid ? [current.route, place] : [place, current.route]
    for (const [attempt, candidate] of places.entries()) {
      try {
        base = await load(candidate)
        known = Math.max(known, current.revision)
        paths.add(candidate.path)
        store.setState({ place: candidate })
        return
      } catch (error) {
        if (!isConflict(error) || attempt === places.length - 1) throw error
      }
    }
  }

  const reload = () =>
    inTurn(async () => {
      if (seen === null || waiting.length > 0 || (base !== null && seen.revision <= known)) return
      clearTimeout(failing)
      try {
        await readBase(seen)
        refused = {}
        show({ refusals: {}, failure: null })
      } catch (error) {
        const fail = () => {
          base = null
          show({ failure: messageOf(error) })
        }
        // The page may be ahead of main, which then tells of a new revision in a moment.
        if (isConflict(error)) failing = setTimeout(fail, patience)
        else fail()
      }
    })

  /** Where the route stands elsewhere by now, it is looked for once. */
  const put = async (change: Change) => {
    // Somebody else has changed the document: only our own fields may differ from theirs.
    if (seen !== null && seen.revision > known) await readBase(seen)
    try {
      await putOnce(change)
    } catch (error) {
      if (seen === null || !isConflict(error)) throw error
      await readBase(seen)
      await putOnce(change)
    }
  }

  const putOnce = async ({ values, step }: Change) => {
    const before = base as RouteFields
    const fields: RouteFields = { ...before, ...values }
    paths.add(fields.path)
    const { place } = store.getState()
    const { document } = await edit({ ...place, fields: values, step }, before)
    const after = { index: place.index, path: fields.path }
    // More than our own edit: what others have changed is read, and what was just typed stays as it was typed.
    const hasOthers = document.revision > known + 1
    base = hasOthers ? { ...(await load(after).catch(() => fields)), ...values } : fields
    known = Math.max(known, document.revision)
    store.setState({ place: after })
  }

  const settle = ({ values }: Change, message: string | null) => {
    const refusals = { ...store.getState().refusals }
    for (const name of Object.keys(values) as FieldName[]) {
      delete refusals[name]
      if (message !== null) refusals[name] = message
    }
    if (message !== null) refused = { ...refused, ...values }
    show({ refusals })
  }

  const flush = () => {
    clearTimeout(timer)
    return inTurn(async () => {
      for (let change = waiting[0]; change !== undefined && base !== null; change = waiting[0]) {
        change.isSending = true
        const message = await put(change).then(() => null, messageOf)
        waiting = waiting.slice(1)
        settle(change, message)
      }
    })
  }

  const adopt = (route: Place) =>
    inTurn(async () => {
      base = null
      refused = {}
      waiting = []
      paths = new Set([route.path])
      show({ place: route, refusals: {}, failure: null, generation: store.getState().generation + 1 })
    })

  return {
    store,
    follow(next) {
      const before = seen?.route
      const isSamePlace = before?.index === next.route.index && before.path === next.route.path
      if (!isSamePlace) {
        void flush()
        if (before === undefined || !paths.has(next.route.path)) void adopt(next.route)
        else if (before.index !== next.route.index) void inTurn(async () => store.setState({ place: next.route }))
      }
      seen = next
      void reload()
    },
    change(name, value, step = name) {
      const { [name]: _typedAgain, ...others } = refused
      refused = others
      const last = waiting.at(-1)
      if (last?.step === step && !last.isSending) last.values = { ...last.values, [name]: value }
      else waiting.push({ values: { [name]: value }, step, isSending: false })
      if (name === 'path') paths.add(value as string)
      show()
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), delay)
    },
    async flush() {
      await flush()
      // What others changed while ours was on its way.
      await reload()
    },
    retry: () => void reload(),
  }
}
