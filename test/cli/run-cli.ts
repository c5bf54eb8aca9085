// Runs the built command line as its users do: in a process of its own, under the machine's own Node.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

export interface RunningCli {
  /** Where it runs, and where nothing else does. */
  folder: string
  /** All that it has printed so far. */
  stdout(): string
  stderr(): string
  /** The first line on either stream that matches, printed already or yet to come. */
  line(pattern: RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Closes the reading end of its standard output, as `| head -1` does. */
  stopReading(): void
  /** The exit code, or the signal that ended it, once both streams are closed. */
  exited: Promise<number | NodeJS.Signals>
}

export interface CliOptions {
  /** Files of its folder, by name. */
  files?: Record<string, string>
  /** Nothing else is in its environment but HOME, which is its folder. */
  environment?: Record<string, string>
  /** The program and its first arguments instead of the built command line under the machine's own Node. */
  command?: readonly [string, ...string[]]
}

export async function startCli(
  args: readonly string[],
  { files = {}, environment = {}, command = [inject('machineNode'), inject('cliFile')] }: CliOptions = {},
): Promise<RunningCli> {
  const folder = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const [program, ...first] = command
  const child = spawn(program, [...first, ...args], {
    cwd: folder,
    env: { HOME: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  const looks = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
      for (const look of looks) look()
    })
  }
  const exited = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })

  return {
    folder,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          // What is not ended by a line break may go on.
          const lines = [printed.stdout, printed.stderr].flatMap((text) => text.split('\n').slice(0, -1))
          const found = lines.find((line) => pattern.test(line))
          if (found === undefined) return
          looks.delete(look)
          resolve(found)
        }
        looks.add(look)
        look()
        void exited.then((end) => {
          reject(new Error(`It ended (${end}) without ${pattern}:\n${printed.stdout}${printed.stderr}`))
        })
      }),
    signal: (name) => void child.kill(name),
    stopReading: () => child.stdout.destroy(),
    exited,
  }
}

/** Runs to the end. */
export async function runCli(args: readonly string[], options: CliOptions = {}) {
  const cli = await startCli(args, options)
  return { code: await cli.exited, stdout: cli.stdout(), stderr: cli.stderr(), folder: cli.folder }
}

export interface ServingCli extends RunningCli {
  url: string
  port: number
}

/** `throughline serve` on a free port, once it listens. */
export async function serve(args: readonly string[] = [], options: CliOptions = {}): Promise<ServingCli> {
  const cli = await startCli(['serve', '--port', '0', ...args], options)
  const line = await cli.line(/listening/)
  const url = /http:\/\/[^\s"]+:(\d+)/.exec(line)
  if (!url) throw new Error(`There is no address in: ${line}`)
  return { ...cli, url: url[0], port: Number(url[1]) }
}

/** A config with one route to a target, to which the lines are added. */
export function configTo(target: string, ...lines: string[]): string {
  return [
    'general_settings:',
    '  pass_through_endpoints:',
    '    - path: /v1/rerank',
    `      target: ${target}`,
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n')
}
