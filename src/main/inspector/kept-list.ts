// The kept exchanges in order: a ring of the newest, the pinned ones beside it, and what was cleared a moment ago.
import type { KeptExchange } from './kept-exchange.ts'

export interface KeptList {
  /** Those that can be seen. */
  readonly size: number
  readonly pinned: number
  /** In sight, or in the trash. */
  get(id: string): KeptExchange | undefined
  push(kept: KeptExchange): void
  /** Oldest first. */
  all(): KeptExchange[]
  /** Forgets the oldest that are not pinned until there are at most `capacity`. */
  limit(capacity: number): void
  /** What is pinned, or no longer, is put in its place. */
  sort(): void
  /** Takes them out of sight; what was in the trash is forgotten. */
  discard(kept: readonly KeptExchange[]): void
  /** Brings back what is in the trash. */
  restore(): KeptExchange[]
  /** @returns whether something was forgotten */
  emptyTrash(): boolean
  /** The oldest ones that are not pinned, each once before it begins anew; undefined at the end. */
  nextOldest(use: 'letGo' | 'move'): KeptExchange | undefined
}

export function createKeptList(): KeptList {
  /** Filled when somebody asks: without a reader it would be the dearest part of an exchange. */
  const byId = new Map<string, KeptExchange>()
  /** Those not pinned, from `head` on. */
  let ring: (KeptExchange | undefined)[] = []
  let head = 0
  let pinned: KeptExchange[] = []
  let trash: KeptExchange[] = []
  const next = { letGo: 0, move: 0 }

  const index = (kept: KeptExchange) => {
    kept.isIndexed = true
    byId.set(kept.id, kept)
  }

  const forget = (kept: KeptExchange) => {
    if (kept.isIndexed) byId.delete(kept.id)
    kept.forget()
  }

  const arrange = (kept: KeptExchange[]) => {
    kept.sort((a, b) => a.sequence - b.sequence)
    for (const one of kept) if (!one.isIndexed) index(one)
    ring = kept.filter(({ isPinned }) => !isPinned)
    pinned = kept.filter(({ isPinned }) => isPinned)
    head = next.letGo = next.move = 0
  }

  const all = (): KeptExchange[] => {
    const list = ring.slice(head) as KeptExchange[]
    if (pinned.length === 0) return list
    return list.concat(pinned).sort((a, b) => a.sequence - b.sequence)
  }

  const emptyTrash = () => {
    const gone = trash
    trash = []
    for (const kept of gone) forget(kept)
    return gone.length > 0
  }

  return {
    get size() {
      return ring.length - head + pinned.length
    },
    get pinned() {
      return pinned.length
    },
    get(id) {
      // What came since somebody last asked.
      for (let i = ring.length - 1; i >= head && ring[i]?.isIndexed === false; i--) index(ring[i] as KeptExchange)
      return byId.get(id)
    },
    push(kept) {
      if (!kept.isPinned) return void ring.push(kept)
      pinned.push(kept)
      index(kept)
    },
    all,
    limit(capacity) {
      while (ring.length - head > capacity) {
        const oldest = ring[head] as KeptExchange
        ring[head++] = undefined
        forget(oldest)
      }
      if (head < compactFrom || 2 * head < ring.length) return
      ring = ring.slice(head)
      next.letGo = Math.max(0, next.letGo - head)
      next.move = Math.max(0, next.move - head)
      head = 0
    },
    sort() {
      arrange(all())
    },
    discard(kept) {
      emptyTrash()
      trash = [...kept]
      for (const one of trash) one.isInTrash = true
      arrange(all().filter(({ isInTrash }) => !isInTrash))
    },
    restore() {
      const restored = trash
      trash = []
      for (const kept of restored) kept.isInTrash = false
      if (restored.length > 0) arrange(all().concat(restored))
      return restored
    },
    emptyTrash,
    nextOldest(use) {
      if (next[use] >= ring.length) {
        next[use] = head
        return undefined
      }
      next[use] = Math.max(next[use], head)
      return ring[next[use]++]
    },
  }
}

/** Places of exchanges that are gone, before the list is made anew without them. */
const compactFrom = 1024
