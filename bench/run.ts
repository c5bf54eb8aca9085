// Measures the gateway beside its peers: one core each, the same upstream, rounds in turn, medians.
// What counts is CPU time of the proxy's process: wall time on a shared machine is mostly noise.
import { execFileSync, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { join } from 'node:path'
import { peers, type RunningPeer, startPeer } from './peers.ts'
import { bytesScenario, memoryScenario } from './scenarios/bytes.ts'
import { burstScenario, eventsScenario } from './scenarios/events.ts'
import { jsonScenario } from './scenarios/json.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { measureStart } from './scenarios/start.ts'
import { median } from './statistics.ts'

const scenarios: Scenario[] = [
  jsonScenario(32, 10_000, 7),
  // mockttp and mitmproxy leave some of so many connections without an answer.
  jsonScenario(256, 10_000, 5, ['mockttp', 'mitmproxy']),
  bytesScenario,
  eventsScenario,
  burstScenario,
  memoryScenario,
]

// The load and the upstream share the core that the proxy does not have.
execFileSync('taskset', ['-pc', '1', String(process.pid)], { stdio: 'ignore' })

const wanted = process.argv.slice(2)
const report: Record<string, unknown> = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: cpus()[0]?.model,
  kernel: release(),
  versions: Object.fromEntries(peers.map((peer) => [peer.name, peer.version()])),
}
const missing = peers.filter((peer) => peer.version() === null).map(({ name }) => name)
if (missing.length > 0) console.log(`Not installed, so not measured: ${missing.join(', ')}`)

const upstream = fork(join(import.meta.dirname, 'upstream.ts'), { execArgv: ['--no-warnings'] })
const upstreamPort = await new Promise<number>((resolve) =>
  upstream.once('message', (message) => resolve((message as { port: number }).port)),
)

for (const scenario of scenarios.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)) {
  report[scenario.name] = await measure(scenario)
}
if (wanted.length === 0 || wanted.includes('start')) {
  const start = await measureStart()
  report.start = start
  console.log(
    `\nthroughline serve listens after ${start.listensMs.toFixed(0)} ms (CPU ${start.cpuMs.toFixed(0)} ms), idle at ${start.idleMegabytes.toFixed(0)} MB`,
  )
}
upstream.disconnect()
if (wanted.length === 0) {
  const file = join(import.meta.dirname, 'results.json')
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
}

async function measure(scenario: Scenario): Promise<Record<string, Record<string, number>>> {
  const running: RunningPeer[] = []
  for (const peer of peers) {
    if (peer.version() !== null && !scenario.skips?.includes(peer.name))
      running.push(await startPeer(peer, upstreamPort))
  }
  const rounds = new Map<string, Record<string, number>[]>(running.map(({ name }) => [name, []]))
  for (const peer of running) await (scenario.warmUp ? scenario.warmUp(peer) : scenario.round(peer))
  for (let round = 0; round < scenario.rounds; round++) {
    for (const peer of running) rounds.get(peer.name)?.push(await scenario.round(peer))
  }
  for (const peer of running) await peer.stop()

  const result: Record<string, Record<string, number>> = {}
  for (const [name, list] of rounds) {
    result[name] = Object.fromEntries(
      scenario.figures.map((figure) => [
        figure,
        Number(median(list.map((each) => each[figure] ?? Number.NaN)).toPrecision(4)),
      ]),
    )
  }
  print(scenario, result)
  return result
}

function print(scenario: Scenario, result: Record<string, Record<string, number>>): void {
  console.log(`\n${scenario.name}`)
  console.log(`${''.padEnd(22)}${scenario.figures.map((figure) => figure.padStart(20)).join('')}`)
  for (const [name, figures] of Object.entries(result)) {
    const cells = scenario.figures.map((figure) => {
      const ours = result.throughline?.[figure] ?? Number.NaN
      const theirs = figures[figure] ?? Number.NaN
      const ratio = name === 'throughline' || theirs === 0 ? '' : ` (${(ours / theirs).toFixed(2)})`
      return `${theirs}${ratio}`.padStart(20)
    })
    console.log(`${name.padEnd(22)}${cells.join('')}`)
  }
}
