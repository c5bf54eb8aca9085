// A quick look while tuning: CPU per request of the named proxies, JSON POST, 32 connections.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { runLoad } from './load.ts'
import { peers, startPeer } from './peers.ts'
import { cpuSeconds } from './process-figures.ts'

const names = process.argv[2]?.split(',') ?? ['throughline', 'http-proxy']
const rounds = Number(process.argv[3] ?? 5)
const count = Number(process.argv[4] ?? 8000)
const upstream = fork(join(import.meta.dirname, 'upstream.ts'), { execArgv: ['--no-warnings'] })
const port = await new Promise<number>((resolve) =>
  upstream.once('message', (message) => resolve((message as { port: number }).port)),
)
const running = []
for (const peer of peers.filter(({ name }) => names.includes(name))) running.push(await startPeer(peer, port))
const figures = new Map<string, number[]>(running.map(({ name }) => [name, []]))
for (const peer of running) await runLoad(peer.port, 32, count / 2)
for (let round = 0; round < rounds; round++) {
  for (const peer of running) {
    const before = cpuSeconds(peer.pid)
    const result = await runLoad(peer.port, 32, count)
    if (result.failed) console.log(peer.name, 'failed', result.failed)
    figures.get(peer.name)?.push(((cpuSeconds(peer.pid) - before) / result.requests) * 1e6)
  }
}
const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] as number
const ours = median(figures.get('throughline') ?? [1])
for (const [name, list] of figures)
  console.log(name.padEnd(22), median(list).toFixed(1), 'µs/request', (ours / median(list)).toFixed(3))
for (const peer of running) await peer.stop()
upstream.disconnect()
