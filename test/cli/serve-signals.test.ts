// How `throughline serve` ends: it lets running exchanges finish, unless it is told twice.
import type { ServerResponse } from 'node:http'
import { Agent, request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startUpstream } from '../support/upstream.ts'
import { configTo, type ServingCli, serve } from './run-cli.ts'

/** A streaming exchange through the command line, of which the first event has arrived. */
async function startStream(): Promise<{ cli: ServingCli; response: ServerResponse; rest: Promise<string> }> {
  const responses: ServerResponse[] = []
  const upstream = await startUpstream((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
    responses.push(response)
  })
  onTestFinished(() => upstream.close())
  const cli = await serve([], { files: { 'config.yaml': configTo(upstream.url) } })
  const answer = await fetch(`${cli.url}/v1/rerank`)
  const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe('data: first\n\n')
  const readRest = async () => {
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text
      text += value
    }
  }
  const rest = readRest()
  // Awaited by the test; until then a failure is nobody's.
  rest.catch(() => undefined)
  return { cli, response: responses[0] as ServerResponse, rest }
}

/** Resolves once nobody listens there any more. */
async function refused(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url, { headers: { connection: 'close' } })
    } catch {
      return
    }
  }
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('takes no more connections, lets a stream finish, and exits 0', async () => {
    const { cli, response, rest } = await startStream()
    cli.signal(signal)
    await refused(cli.url)
    response.write('data: second\n\n')
    response.end('data: [DONE]\n\n')
    expect(await rest).toBe('data: second\n\ndata: [DONE]\n\n')
    const ended = performance.now()
    expect(await cli.exited).toBe(0)
    // At once, and not when the drain time is over.
    expect(performance.now() - ended).toBeLessThan(5000)
    expect(cli.stdout()).toMatch(/\n200 GET \/v1\/rerank → \S+ {2}\d+ ms {2}41 B\n$/)
    expect(cli.stderr()).toBe('')
  })

  it('a second time ends it at once', async () => {
    const { cli, rest } = await startStream()
    cli.signal(signal)
    await refused(cli.url)
    cli.signal(signal)
    expect(await cli.exited).toBe(signal === 'SIGINT' ? 130 : 143)
    await expect(rest).rejects.toThrow()
  })
})

it('ends at once where connections are only kept open', async () => {
  const cli = await serve()
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  await new Promise<void>((resolve, reject) => {
    const sent = request(`${cli.url}/echo`, { agent }, (response) => response.resume().on('end', resolve))
    sent.on('error', reject).end()
  })
  const start = performance.now()
  cli.signal('SIGTERM')
  expect(await cli.exited).toBe(0)
  expect(performance.now() - start).toBeLessThan(5000)
})
