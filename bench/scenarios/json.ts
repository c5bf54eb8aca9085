// 1 KB of JSON up, 1 KB down, over keep-alive connections.
import { runLoad } from '../load.ts'
import { cpuSeconds } from '../process-figures.ts'
import type { Scenario } from './scenario.ts'

/** A slow proxy gets fewer requests, so that its round stays short. */
const slowness: Record<string, number> = { mockttp: 0.1, mitmproxy: 0.05 }

export function jsonScenario(
  connections: number,
  requests: number,
  rounds: number,
  skips: readonly string[] = [],
): Scenario {
  return {
    skips,
    name: `JSON POST, ${connections} connections`,
    figures: ['CPU µs/request', 'p50 ms', 'p99 ms', 'failed'],
    rounds,
    async round(peer) {
      const count = Math.round(requests * (slowness[peer.name] ?? 1))
      const before = cpuSeconds(peer.pid)
      const { requests: answered, failed, p50, p99 } = await runLoad(peer.port, connections, count)
      const cpu = ((cpuSeconds(peer.pid) - before) / answered) * 1e6
      return { 'CPU µs/request': cpu, 'p50 ms': p50, 'p99 ms': p99, failed }
    },
  }
}
