// Holds the events that a page cannot take yet: newer ones replace and join older ones, so that it does not grow.
import type { EventName, EventPayload } from '../../shared/contract.ts'
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { SearchProgress, Task } from '../../shared/recording.ts'
import type { RouteFigures } from '../../shared/route.ts'

export interface WaitingEvent {
  name: EventName
  payload: unknown
}

export interface EventQueue {
  readonly isEmpty: boolean
  add<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** The oldest one; `lost` where there were too many: then the page has to ask for everything anew. */
  next(): WaitingEvent | 'lost' | null
}

/** An event as it waits. */
interface Entry {
  name: EventName
  /** How many items it holds. */
  size(): number
  payload(): unknown
  /** Takes a later event of its name in; false where that must stand by itself. */
  join(payload: unknown): boolean
}

/** @param largest items that may wait in all: rows, ids and the like */
export function createEventQueue(largest = 20_000): EventQueue {
  let entries: Entry[] = []
  let hasLost = false

  const add = (name: EventName, payload: unknown) => {
    if (hasLost) return
    const last = entries.findLastIndex((entry) => entry.name === name)
    // A row that came before the list was cleared must not come after it.
    const isInOrder = !name.startsWith('exchanges.') || !entries.slice(last + 1).some(isAboutRows)
    if (last < 0 || !isInOrder || !entries[last]?.join(payload)) entries.push(entryFor(name, payload))
    if (entries.reduce((sum, entry) => sum + entry.size(), 0) > largest) {
      entries = []
      hasLost = true
    }
  }

  return {
    get isEmpty() {
      return entries.length === 0 && !hasLost
    },
    add,
    next() {
      if (hasLost) {
        hasLost = false
        return 'lost'
      }
      const entry = entries.shift()
      return entry === undefined ? null : { name: entry.name, payload: entry.payload() }
    },
  }
}

const isAboutRows = ({ name }: Entry) => name.startsWith('exchanges.')

function entryFor(name: EventName, payload: unknown): Entry {
  switch (name) {
    case 'exchanges.changed':
      return joined(name, payload, (row: ExchangeSummary) => row.id)
    case 'routes.figuresChanged':
      return joined(name, payload, ({ path, methods }: RouteFigures) => `${path} ${methods.join(',')}`)
    case 'exchanges.removed':
    case 'exchanges.cleared':
      return alone(name, payload)
    case 'tasks.changed':
      return newest(name, payload, (before: Task, after: Task) => (before.id === after.id ? after : null))
    case 'search.changed':
      return newest(name, payload, joinSearch)
    default:
      // A state: only the last one counts.
      return newest(name, payload, (_before: unknown, after: unknown) => after)
  }
}

/** A list whose items replace one another by their key. */
function joined<Item>(name: EventName, first: unknown, keyOf: (item: Item) => string): Entry {
  const items = new Map<string, Item>()
  const join = (payload: unknown) => {
    for (const item of payload as Item[]) items.set(keyOf(item), item)
    return true
  }
  join(first)
  return { name, size: () => items.size, payload: () => [...items.values()], join }
}

function alone(name: EventName, payload: unknown): Entry {
  const size = Array.isArray(payload) ? payload.length : 1
  return { name, size: () => size, payload: () => payload, join: () => false }
}

function newest<Payload>(
  name: EventName,
  first: unknown,
  merge: (before: Payload, after: Payload) => Payload | null,
): Entry {
  let current = first as Payload
  return {
    name,
    size: () => (isSearch(current) ? current.found.length + 1 : 1),
    payload: () => current,
    join(payload) {
      const merged = merge(current, payload as Payload)
      if (merged === null) return false
      current = merged
      return true
    },
  }
}

function joinSearch(before: SearchProgress, after: SearchProgress): SearchProgress | null {
  return before.id === after.id ? { ...after, found: [...before.found, ...after.found] } : null
}

function isSearch(payload: unknown): payload is SearchProgress {
  return typeof payload === 'object' && payload !== null && 'found' in payload && Array.isArray(payload.found)
}
