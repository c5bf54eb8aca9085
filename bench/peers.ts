// How each proxy is started: one process on one core, in front of the same upstream.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningPeer {
  name: string
  version: string
  port: number
  pid: number
  stop(): Promise<void>
}

interface Peer {
  name: string
  /** null where it is not installed. */
  version(): string | null
  command(port: number, upstreamPort: number, folder: string): string[]
}

const here = import.meta.dirname
const packageVersion = (name: string) =>
  JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version as string

const nodePeer = (name: string, file: string): Peer => ({
  name,
  version: () => packageVersion(name),
  command: (port, upstream) => [
    process.execPath,
    join(here, 'peers', file),
    String(port),
    `http://127.0.0.1:${upstream}`,
  ],
})

export const peers: Peer[] = [
  {
    name: 'throughline',
    version: () => JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')).version,
    command: (port, upstream, folder) => {
      const config = join(folder, 'config.yaml')
      writeFileSync(
        config,
        `general_settings:\n  pass_through_endpoints:\n    - path: /\n      target: http://127.0.0.1:${upstream}\n      include_subpath: true\n      headers:\n        authorization: Bearer os.environ/BENCH_KEY\n`,
      )
      return [process.execPath, join(here, '../out/main/cli.js'), 'serve', '--config', config, '--port', String(port)]
    },
  },
  {
    name: 'nginx',
    version: () => read('nginx', ['-v'], /nginx\/([\d.]+)/),
    command: (port, upstream, folder) => {
      const config = join(folder, 'nginx.conf')
      const text = readFileSync(join(here, 'peers/nginx.conf'), 'utf8')
        .replace('PIDFILE', join(folder, 'nginx.pid'))
        .replaceAll('TEMPFOLDER', join(folder, 'nginx-temp'))
        .replace('TARGET', `127.0.0.1:${upstream}`)
        .replace('PORT', String(port))
      writeFileSync(config, text)
      return ['nginx', '-p', folder, '-c', config]
    },
  },
  nodePeer('http-proxy', 'http-proxy.js'),
  nodePeer('@fastify/http-proxy', 'fastify-http-proxy.js'),
  nodePeer('mockttp', 'mockttp.js'),
  {
    name: 'mitmproxy',
    version: () => read('mitmdump', ['--version'], /Mitmproxy: ([\d.]+)/),
    command: (port, upstream, folder) => [
      ...['mitmdump', '--mode', `reverse:http://127.0.0.1:${upstream}`, '--listen-host', '127.0.0.1'],
      ...['--listen-port', String(port), '--set', `confdir=${folder}`, '-q'],
    ],
  },
]

/** Starts a peer pinned to core 0 and waits until it takes connections. */
export async function startPeer(peer: Peer, upstreamPort: number): Promise<RunningPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  const port = await freePort()
  const [file, ...args] = peer.command(port, upstreamPort, folder)
  const child = spawn('taskset', ['-c', '0', file as string, ...args], {
    env: { ...process.env, BENCH_KEY: 'sk-bench', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await waitForPort(port, child)
  return {
    name: peer.name,
    version: peer.version() ?? '',
    port,
    pid: child.pid as number,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 3000)
      await gone
      clearTimeout(hard)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function read(file: string, args: string[], pattern: RegExp): string | null {
  try {
    // nginx says its version on standard error.
    return pattern.exec(execFileSync('sh', ['-c', `${file} ${args.join(' ')} 2>&1`], { encoding: 'utf8' }))?.[1] ?? null
  } catch {
    return null
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 20_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The proxy ended with ${child.exitCode} before it listened.`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' })
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Nothing listens on ${port}.`)
}
