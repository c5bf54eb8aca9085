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
  /** Leaves out proxies that take too long for it or cannot do it. */
  skips?: readonly string[]
}
