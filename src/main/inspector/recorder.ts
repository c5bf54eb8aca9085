// The recorder's door: captures what passes through the gateway, keeps it within limits and tells of changes.
import { randomBytes } from 'node:crypto'
import type { ExchangeSummary } from '../../shared/exchange.ts'
import { type CaptureLimits, captureLimitsSchema, type RecordingState } from '../../shared/recording.ts'
import type { Config } from '../config/config.ts'
import type { Variables } from '../config/variables.ts'
import type { Exchange, ExchangeObserver } from '../gateway/exchange.ts'
import { type BodyStoreOptions, createBodyStore } from './body-store.ts'
import { createCapture } from './capture.ts'
import type { CapturedExchange, CapturedExchanges, Findings, ImportedExchange } from './captured.ts'
import { createChanges, createStateChanges } from './changes.ts'
import { createRouteSecrets } from './echoes.ts'
import { KeptExchange, type Viewing } from './kept-exchange.ts'
import { createKeptList } from './kept-list.ts'
import { createKeyHeaders } from './key-headers.ts'
import { createListeners } from './listeners.ts'
import { createRoomMaker } from './make-room.ts'
import { createMasking } from './masking.ts'
import { createRecords } from './records.ts'
import { createShapes } from './route-shape.ts'
import { createTrash } from './trash.ts'

export interface Recorder extends ExchangeObserver, CapturedExchanges {
  /** Oldest first. */
  list(): ExchangeSummary[]
  /** Pinned ones stay. */
  clear(): void
  remove(ids: readonly string[]): void
  /** Undoes the last clear or remove within 30 s. @returns how many came back */
  restore(): number
  pin(ids: readonly string[], isPinned: boolean): void
  /** @returns its id */
  add(imported: ImportedExchange): string
  /** Told as a change. */
  annotate(id: string, findings: Findings): void
  readonly state: RecordingState
  /** While paused new exchanges are not kept, and those under way lose what comes of their bodies. */
  setPaused(isPaused: boolean): void
  /** Shrinks at once. */
  setLimits(limits: CaptureLimits): void
  /** New and changed exchanges, coalesced by id. Each of these returns the function that ends the subscription. */
  onChange(listener: (batch: ExchangeSummary[]) => void): () => void
  /** Told the ids of those that stayed. */
  onClear(listener: (keptIds: string[]) => void): () => void
  onRemove(listener: (ids: string[]) => void): () => void
  /** At most once a second, and only where it has changed. */
  onState(listener: (state: RecordingState) => void): () => void
  /** Told of each kept exchange soon after it has ended. */
  onEnded(listener: (exchange: CapturedExchange) => void): () => void
  /** Closes and deletes the spill file. */
  close(): Promise<void>
}

export interface RecorderOptions {
  limits?: Partial<CaptureLimits>
  /** Where the folder for big bodies is made. */
  folder?: string
  /** Tells where an injected value comes from. */
  variables?: Pick<Variables, 'get'>
  /** Names the headers that carry client keys. */
  config?: () => Pick<Config, 'keyHeaderName' | 'routes'>
  capturesBodies?: boolean
  /** Least time between two batches of changes, in milliseconds. */
  interval?: number
  /** Told at once of each exchange that has ended, kept or not. */
  onEndedExchange?: (exchange: Exchange) => void
  /** For tests. */
  memory?: BodyStoreOptions['memory']
}

export function createRecorder(options: RecorderOptions = {}): Recorder {
  const { variables = noVariables, config, capturesBodies = true, interval = 50, onEndedExchange } = options
  let limits = captureLimitsSchema.parse(options.limits ?? {})
  let isPaused = false
  let sequence = 0
  const run = randomBytes(4).toString('hex')

  const masking = createMasking(createKeyHeaders(config))
  const routeSecrets = createRouteSecrets(variables)
  const records = createRecords({
    masking,
    shapeOf: createShapes(masking),
    routeSecrets,
    keepsClientCredentials: () => limits.keepsClientCredentials,
  })
  const viewing: Viewing = {
    records,
    isWatched: () => changes.isWatched || endedListeners.size > 0,
    giveBack: (body) => store.giveBack(body),
    variables,
    routeSecrets,
  }

  const list = createKeptList()
  const store = createBodyStore({
    limits: () => limits,
    ...(options.folder === undefined ? {} : { folder: options.folder }),
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    ...createRoomMaker(list),
    onChange: () => stateChanges.note(),
  })
  const readState = (): RecordingState => ({
    isPaused,
    exchanges: list.size,
    pinned: list.pinned,
    memoryBytes: store.memoryBytes,
    diskBytes: store.diskBytes,
    limitBytes: limits.bytesInAll,
    problem: store.problem,
  })

  const changes = createChanges(interval)
  const stateChanges = createStateChanges(readState, 1000)
  const clearListeners = createListeners<string[]>()
  const removeListeners = createListeners<string[]>()
  const endedListeners = createListeners<CapturedExchange>()

  const keep = (kept: KeptExchange) => {
    list.push(kept)
    list.limit(limits.exchanges)
    changes.note(kept)
    stateChanges.note()
    return kept
  }

  const trash = createTrash(list, stateChanges.note)
  const discard = (kept: KeptExchange[]) => {
    trash.discard(kept)
    stateChanges.note()
  }

  const find = (id: string): KeptExchange | null => {
    const kept = list.get(id)
    return kept === undefined || kept.isInTrash ? null : kept
  }

  const observer = createCapture({
    isPaused: () => isPaused,
    capturesBodies,
    keep: (exchange) => keep(new KeptExchange(++sequence, exchange, viewing)),
    createBody: store.create,
    onChange: changes.note,
    onEndedExchange,
    onEnded(kept) {
      stateChanges.note()
      if (endedListeners.size > 0 && !kept.isInTrash) setImmediate(endedListeners.tell, kept)
    },
  })

  return {
    ...observer,
    find,
    all: () => list.all(),
    list: () => list.all().map((kept) => kept.summary()),
    clear() {
      const all = list.all()
      discard(all.filter((kept) => !kept.isPinned))
      clearListeners.tell(all.filter((kept) => kept.isPinned).map(({ id }) => id))
    },
    remove(ids) {
      const kept = ids.map(find).filter((found) => found !== null)
      if (kept.length === 0) return
      discard([...new Set(kept)])
      removeListeners.tell(kept.map(({ id }) => id))
    },
    restore() {
      const restored = trash.restore()
      list.limit(limits.exchanges)
      for (const kept of restored) changes.note(kept)
      stateChanges.note()
      return restored.length
    },
    pin(ids, isPinned) {
      for (const id of ids) {
        const kept = find(id)
        if (kept === null || kept.isPinned === isPinned) continue
        kept.setPinned(isPinned)
        changes.note(kept)
      }
      list.sort()
      list.limit(limits.exchanges)
      stateChanges.note()
    },
    add(imported) {
      const kept = new KeptExchange(++sequence, null, viewing)
      kept.takeImported(`${run}-i${sequence.toString(36)}`, imported)
      keep(kept)
      for (const side of ['request', 'response'] as const) {
        if (imported.bodies[side].bytes.length === 0) continue
        const body = store.create(true)
        kept[side] = body
        body.append(imported.bodies[side].bytes)
        body.finish()
      }
      return kept.id
    },
    annotate(id, findings) {
      const kept = list.get(id)
      if (kept === undefined) return
      kept.annotate(findings)
      changes.note(kept)
    },
    get state() {
      return readState()
    },
    setPaused(value) {
      isPaused = value
      stateChanges.note()
    },
    setLimits(next) {
      const hidesMore = limits.keepsClientCredentials && !next.keepsClientCredentials
      limits = { ...next }
      list.limit(limits.exchanges)
      for (const kept of list.all()) {
        if (hidesMore) kept.hideCredentials()
        kept.spill(limits.memoryBytesPerBody)
      }
      store.shrink()
      stateChanges.note()
    },
    onChange: changes.onChange,
    onClear: clearListeners.add,
    onRemove: removeListeners.add,
    onState: stateChanges.onState,
    onEnded: endedListeners.add,
    async close() {
      isPaused = true
      trash.close()
      changes.forget()
      await store.close()
    },
  }
}

const noVariables: Pick<Variables, 'get'> = { get: () => ({ value: null, source: 'missing' }) }
