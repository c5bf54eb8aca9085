// Hides what a route injected where an upstream gives it back, in a body byte for byte, so that offsets stay true.
import type { ValueLookup } from '../config/template.ts'
import { leastSecret } from './injected-headers.ts'
import { detached } from './masking.ts'
import type { RouteShape } from './route-shape.ts'
import { formsOf } from './secret-forms.ts'

export interface RouteSecrets {
  /**
   * Called for each exchange: costs next to nothing where nothing is new.
   * @param injected what was sent, such as the whole of a header
   * @returns what the answer's headers may bring back of it: that, what it is made of, and both in other forms
   */
  note(route: RouteShape, injected: readonly string[]): readonly string[]
  /** What may come back: the values that the route's variables have now, and those that it was seen to inject. */
  of(route: RouteShape | null): readonly Buffer[]
}

interface Seen {
  injected: readonly string[]
  /** Of what was injected last. */
  forms: readonly string[]
  /** The oldest first. */
  earlier: readonly string[]
}

/** Beside the records, in which no secret stands. A short value stands in many a text by chance. */
export function createRouteSecrets(variables: ValueLookup): RouteSecrets {
  const seen = new WeakMap<RouteShape, Seen>()

  const valuesOf = (route: RouteShape): string[] =>
    route.variables.flatMap((name) => {
      const { value } = variables.get(name)
      return value !== null && value.length >= leastSecret ? [value] : []
    })

  return {
    note(route, injected) {
      if (injected.length === 0) return injected
      const last = seen.get(route)
      if (last !== undefined && isSame(last.injected, injected)) return last.forms
      const own = injected.map(detached)
      // A pair in Base64, or a value in the midst of a text, may come back in its parts.
      const forms = longestFirst([...own, ...valuesOf(route)].flatMap(listForms))
      const earlier = new Set([...(last?.earlier ?? []), ...(last?.forms ?? [])])
      seen.set(route, { injected: own, forms, earlier: [...earlier].slice(-mostEarlier) })
      return forms
    },
    of(route) {
      if (route === null) return none
      const last = seen.get(route)
      const forms = [...(last?.earlier ?? []), ...(last?.forms ?? []), ...valuesOf(route).flatMap(listForms)]
      return forms.length === 0 ? none : longestFirst(forms).map((form) => Buffer.from(form, 'utf8'))
    },
  }
}

const listForms = (value: string): string[] => [...formsOf(value)]

/** Each once; none is cut short by a shorter one that it holds. */
function longestFirst(forms: readonly string[]): string[] {
  return [...new Set(forms)].sort((one, other) => other.length - one.length)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** @param read gives the bytes as they came, in a buffer of their own */
export async function readWithoutSecrets(
  secrets: readonly Buffer[],
  read: (offset: number, length: number) => Promise<Buffer>,
  offset: number,
  length: number,
): Promise<Buffer> {
  if (secrets.length === 0) return read(offset, length)
  // One may begin before the range, or end behind it.
  const reach = secrets.reduce((longest, secret) => Math.max(longest, secret.length - 1), 0)
  const before = Math.min(offset, reach)
  const bytes = await read(offset - before, before + length + reach)
  hideSecrets(bytes, secrets)
  return bytes.subarray(before, before + length)
}

function hideSecrets(bytes: Buffer, secrets: readonly Buffer[]): void {
  for (const secret of secrets) {
    for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret, at + secret.length)) {
      bytes.fill(cover, at, at + secret.length)
    }
  }
}

export interface EchoFilter {
  /** What can be given out by now: an end that may be the begin of a secret waits for what follows. */
  feed(chunk: Buffer): Buffer
  /** What still waits. */
  end(): Buffer
}

/** For what comes piece by piece. */
export function createEchoFilter(secrets: readonly Buffer[]): EchoFilter {
  let waiting: Buffer = empty
  return {
    feed(chunk) {
      if (secrets.length === 0) return chunk
      const bytes = Buffer.concat([waiting, chunk])
      hideSecrets(bytes, secrets)
      const ready = bytes.length - secrets.reduce((most, secret) => Math.max(most, begunAtEnd(bytes, secret)), 0)
      waiting = bytes.subarray(ready)
      return bytes.subarray(0, ready)
    },
    end() {
      const rest = waiting
      waiting = empty
      return rest
    },
  }
}

/** How many bytes at the end are the secret's first ones. */
function begunAtEnd(bytes: Buffer, secret: Buffer): number {
  for (let length = Math.min(secret.length - 1, bytes.length); length > 0; length--) {
    if (bytes[bytes.length - length] !== secret[0]) continue
    if (bytes.compare(secret, 0, length, bytes.length - length) === 0) return length
  }
  return 0
}

/** Of one route: a secret is changed now and then, and has a few forms. */
const mostEarlier = 64
/** One byte for each, and nothing that JSON, a header or an event stream reads as its own. */
const cover = '*'
const none: readonly Buffer[] = []
const empty = Buffer.alloc(0)
