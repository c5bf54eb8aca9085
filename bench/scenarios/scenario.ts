// One thing to measure: a round against one proxy gives figures by name.
import type { RunningPeer } from '../peers.ts'

export interface Scenario {
  name: string
  /** What stands in the table's head, with the unit. */
  figures: string[]
  /** How many rounds each proxy gets, in turn with the others. */
  rounds: number
  /** One figure for each name. */
  round(peer: RunningPeer): Promise<Record<string, number>>
  /** Comes before the rounds that count: just-in-time compilers and connection pools. One round, if not said. */
  warmUp?(peer: RunningPeer): Promise<void>
  /** Leaves out proxies that take too long for it or cannot do it. */
  skips?: readonly string[]
}
