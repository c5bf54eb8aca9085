// Which of the client's headers did not go upstream, and why: told from what was received and what was sent.
import type { RemovalReason } from '../../shared/exchange-detail.ts'
import { hopByHop, passPrefix } from '../gateway/headers.ts'
import { firstValue } from './header-list.ts'
import type { InjectedHeader } from './route-shape.ts'

/**
 * Places of the received headers that were not sent, each as one character, for that is a list of numbers at its
 * smallest. What is sent keeps its order, and begins with Host, which is Throughline's own.
 */
export function removedPlaces(received: readonly string[], sent: readonly string[]): string {
  let places = ''
  let next = 2
  for (let i = 0; i < received.length; i += 2) {
    const name = received[i] as string
    const sentName = sent[next]
    if (received[i + 1] === sent[next + 1] && (name === sentName || isPassedAs(name, sentName))) next += 2
    else places += String.fromCharCode(i / 2)
  }
  return places
}

function isPassedAs(name: string, sentName: string | undefined): boolean {
  return name.length === passPrefix.length + (sentName ?? '').length && name.slice(passPrefix.length) === sentName
}

/** The numbers that the characters stand for. */
export function placesOf(removed: string): number[] {
  return Array.from(removed, (character) => character.charCodeAt(0))
}

export interface Removal {
  received: readonly string[]
  injected: readonly InjectedHeader[]
  /** Whether the route forwards the client's headers. */
  forwardsHeaders: boolean
}

/** @param place of the header among the received ones */
export function removalReason(place: number, { received, injected, forwardsHeaders }: Removal): RemovalReason {
  const name = (received[2 * place] as string).toLowerCase()
  if (name === 'host') return 'set-by-gateway'
  const listed = (firstValue(received, 'connection') ?? '').toLowerCase().split(/[\s,]+/)
  // Expect is answered here.
  if (hopByHop.has(name) || name === 'expect' || listed.includes(name)) return 'hop-by-hop'
  const isInjected = (candidate: string) => injected.some((header) => header.name.toLowerCase() === candidate)
  if (name.startsWith(passPrefix)) return isInjected(name.slice(passPrefix.length)) ? 'replaced' : 'not-forwarded'
  if (isInjected(name) || firstValue(received, passPrefix + name) !== null) return 'replaced'
  // All that is left on a route that forwards the client's headers.
  return forwardsHeaders ? 'client-key' : 'not-forwarded'
}
