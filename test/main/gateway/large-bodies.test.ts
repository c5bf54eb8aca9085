// A gigabyte each way through the built program: every byte in its place, and the process hardly grows.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const gigabyte = 1_000_000_000

/** In bytes. */
const allowedGrowth = 50_000_000

/** Repeats itself at no distance that a buffer's size could hide. */
const pattern = Buffer.alloc(999_983)
for (let i = 0; i < pattern.length; i++) pattern[i] = (i * 2_654_435_761) >>> 24

/** Writes so many bytes of the pattern, as fast as they are taken. */
async function generate(to: Writable, bytes: number): Promise<void> {
  for (let written = 0; written < bytes; written += pattern.length) {
    const piece = pattern.subarray(0, Math.min(pattern.length, bytes - written))
    if (!to.write(piece)) await once(to, 'drain')
  }
  to.end()
}

/** Compares what comes with the pattern and keeps nothing; how many bytes were right. */
async function verify(from: Readable): Promise<number> {
  let offset = 0
  for await (const chunk of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; ) {
      const place = (offset + at) % pattern.length
      const length = Math.min(chunk.length - at, pattern.length - place)
      if (pattern.compare(chunk, at, at + length, place, place + length) !== 0) return offset + at
      at += length
    }
    offset += chunk.length
  }
  return offset
}

async function startUpstream(handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server = createServer((incoming, response) => void handler(incoming, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** `throughline serve` in a process of its own, under the Node that runs the tests. */
async function startProgram(target: string): Promise<{ port: number; child: ChildProcess }> {
  const config = join(await temporaryFolder(), 'config.yaml')
  await writeFile(config, `general_settings:\n  pass_through_endpoints:\n    - path: /a\n      target: ${target}\n`)
  const child = spawn(process.execPath, [inject('cliFile'), 'serve', '--port', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
  })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return { port: Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]), child }
}

/** The most memory that the process ever had, in bytes. */
async function peakMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}

/** A body up with a length and a body down in chunks, each of so many bytes; how many arrived in their places. */
async function exchange(port: number, bytes: number): Promise<[number, number]> {
  const options = { host: '127.0.0.1', port, path: `/a?${bytes}`, agent: false }
  const upload = request({ ...options, method: 'PUT', headers: { 'content-length': bytes } })
  const uploaded = once(upload, 'response') as Promise<[IncomingMessage]>
  await generate(upload, bytes)
  const [answer] = await uploaded
  const arrived = Number(await answer.setEncoding('utf8').reduce((text, part) => text + part, ''))

  const download = request(options).end()
  const [response] = (await once(download, 'response')) as [IncomingMessage]
  return [arrived, await verify(response)]
}

// The memory of another process is read from /proc, which only Linux has.
describe.skipIf(process.platform !== 'linux')('1 GB (only on Linux: memory is read from /proc)', () => {
  it('up and down', { timeout: 60_000 }, async () => {
    const target = await startUpstream(async (incoming, response) => {
      if (incoming.method === 'PUT') return void response.end(String(await verify(incoming)))
      const bytes = Number(incoming.url?.split('?')[1])
      await generate(response, bytes)
    })
    const { port, child } = await startProgram(target)
    // What forwarding itself needs is there after a megabyte.
    await exchange(port, 1_000_000)
    const before = await peakMemory(child)
    expect(await exchange(port, gigabyte)).toEqual([gigabyte, gigabyte])
    expect((await peakMemory(child)) - before).toBeLessThan(allowedGrowth)
  })
})
