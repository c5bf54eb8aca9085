// No fault leaves anything behind: sockets, listeners, timers and memory are the same after thousands of each.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { type LeakFault, leakFaults } from '../../support/leak-faults.ts'
import type { LeakReport } from '../../support/leak-run.ts'

/** Of each fault: about a minute for all of them on two cores. THROUGHLINE_LEAK_COUNT sets another number. */
const count = Number(process.env.THROUGHLINE_LEAK_COUNT ?? 10_000)

/** Bytes that the heap may have more after the last than after the first thousand: the collector's own play. */
const play = 1_500_000

const program = join(import.meta.dirname, '../../support/leak-run.ts')

async function run(name: string): Promise<LeakReport> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, name, String(count)])
  return JSON.parse(stdout)
}

it.each(Object.entries<LeakFault>(leakFaults))(
  `${count} times: %s`,
  async (name, { outcomes }) => {
    const report = await run(name)
    const { before, after, warnings } = report
    expect(warnings).toEqual([])
    expect(Object.keys(report.outcomes).filter((outcome) => !outcomes.includes(outcome))).toEqual([])
    const exchanges = Object.values(report.outcomes).reduce((sum, number) => sum + number, 0)
    // Several clients go on at once, so each of the two parts may end a few requests late.
    if (outcomes.length > 0) expect(exchanges).toBeGreaterThanOrEqual(count)
    else expect(exchanges).toBe(0)
    expect(after).toMatchObject({ sockets: 0, timers: 0, connections: 0, inFlight: 0, listeners: before.listeners })
    expect(after.heap - before.heap).toBeLessThan(play)
    expect(after.external - before.external).toBeLessThan(play)
  },
  120_000,
)
