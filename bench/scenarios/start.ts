// How long `throughline serve` takes until it listens, and what it weighs when nothing happens.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { cpuSeconds, residentMegabytes } from '../process-figures.ts'
import { median } from '../statistics.ts'

export interface StartFigures {
  /** Medians over several starts. */
  listensMs: number
  cpuMs: number
  idleMegabytes: number
}

export async function measureStart(rounds = 9): Promise<StartFigures> {
  const figures: { listens: number; cpu: number; idle: number }[] = []
  for (let round = 0; round < rounds; round++) figures.push(await oneStart())
  return {
    listensMs: median(figures.map(({ listens }) => listens)),
    cpuMs: median(figures.map(({ cpu }) => cpu)),
    idleMegabytes: median(figures.map(({ idle }) => idle)),
  }
}

async function oneStart() {
  const begin = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../out/main/cli.js'), 'serve', '--port', '0'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const listens = performance.now() - begin
  const cpu = cpuSeconds(child.pid as number) * 1000
  // Idle is what it weighs when the start's own garbage has had time to go.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const idle = residentMegabytes(child.pid as number)
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
  return { listens, cpu, idle }
}
