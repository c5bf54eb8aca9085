// Measures the window: a real Electron with real traffic. `npm run bench:window` starts it.
import { writeFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { join } from 'node:path'
import { type Figures, scenarios } from './scenarios.ts'
import { startUpstream } from './upstream.ts'

const wanted = process.argv.slice(2)
const upstream = await startUpstream()
const report: Record<string, unknown> = {
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model,
  kernel: release(),
}
let missed = 0
for (const { name, run } of scenarios) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
  const figures = await run(upstream.url)
  report[name] = Object.fromEntries(Object.entries(figures).map(([key, { value }]) => [key, value]))
  print(name, figures)
}
upstream.close()
if (wanted.length === 0) {
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(report, null, 2)}\n`)
}
process.exitCode = missed > 0 ? 1 : 0

function print(name: string, figures: Figures): void {
  console.log(`\n${name}`)
  for (const [key, { value, most }] of Object.entries(figures)) {
    const isMissed = most !== undefined && value > most
    if (isMissed) missed++
    const limit = most === undefined ? '' : `  (at most ${most})${isMissed ? '  MISSED' : ''}`
    console.log(`  ${key.padEnd(44)}${String(Number(value.toPrecision(4))).padStart(10)}${limit}`)
  }
}
