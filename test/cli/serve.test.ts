// `throughline serve`: what it serves, what it says, and what it never says.
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { demoConfig } from '../../src/main/config/demo-config.ts'
import { exchangeSummarySchema } from '../../src/shared/exchange.ts'
import { headerValues, startUpstream, type UpstreamHandler } from '../support/upstream.ts'
import { configTo, runCli, serve } from './run-cli.ts'

async function upstream(handler?: UpstreamHandler) {
  const started = await startUpstream(handler)
  onTestFinished(() => started.close())
  return started
}

/** Takes a free port, so that it is in use. */
async function busyPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return (server.address() as AddressInfo).port
}

const rerank = (url: string, init: RequestInit = {}) =>
  fetch(`${url}/v1/rerank`, { method: 'POST', body: '{}', ...init }).then((response) => response.text())

describe('what is served', () => {
  it('is the demo where there is no config', async () => {
    const cli = await serve()
    expect(cli.stdout()).toBe(`Throughline listening on http://127.0.0.1:${cli.port} (3 routes)\n`)
    expect(await (await fetch(`${cli.url}/echo/x`)).json()).toMatchObject({ url: '/echo/x' })
    expect(await readFile(join(cli.folder, 'config.yaml'), 'utf8').catch(() => null)).toBeNull()
  })

  it('is ./config.yaml where there is one', async () => {
    const { url } = await upstream()
    const cli = await serve([], { files: { 'config.yaml': configTo(url) } })
    expect(cli.stdout()).toBe(`Throughline listening on http://127.0.0.1:${cli.port} (1 route)\n`)
    expect(await rerank(cli.url)).toBe('{"ok":true}')
  })

  it('is the file that --config names, told as NDJSON where that is asked for', async () => {
    const { url } = await upstream()
    const files = { 'config.yaml': 'broken: [', 'other.yaml': configTo(url) }
    const cli = await serve(['--config', 'other.yaml', '--log-format', 'json'], { files })
    expect(cli.stdout()).toBe(`{"event":"listening","url":"http://127.0.0.1:${cli.port}","routes":1}\n`)
    expect(await rerank(cli.url)).toBe('{"ok":true}')
  })

  it('is the desktop app’s own config with --app-config, written where there is none', async () => {
    const folder = 'xdg'
    const first = await serve(['--app-config'], { environment: { XDG_CONFIG_HOME: folder } })
    const path = join(first.folder, folder, 'Throughline/config.yaml')
    expect(await readFile(path, 'utf8')).toBe(demoConfig)
    expect(first.stdout()).toContain('(3 routes)')
    await writeFile(path, configTo('http://upstream.example'))
    await first.line(/^config\.yaml changed: 1 route from now on$/)
  })
})

describe('the log', () => {
  it('has a line for each exchange, without its query', async () => {
    const { url, port } = await upstream()
    const cli = await serve(['--config', 'c.yaml'], { files: { 'c.yaml': configTo(url) } })
    await rerank(cli.url)
    expect(await cli.line(/rerank/)).toMatch(
      new RegExp(String.raw`^200 POST /v1/rerank → 127\.0\.0\.1:${port}  \d+ ms  11 B$`),
    )
    await fetch(`${cli.url}/none?key=SECRET`)
    expect(await cli.line(/none/)).toMatch(/^404 GET \/none {2}no_route {2}\d+ ms {2}\d+ B$/)
    expect(cli.stdout()).not.toContain('SECRET')
    expect(cli.stderr()).toBe('')
  })

  it('says which cause an error has', async () => {
    const { url, port, close } = await upstream()
    const cli = await serve(['--config', 'c.yaml'], { files: { 'c.yaml': configTo(url) } })
    await close()
    await rerank(cli.url)
    expect(await cli.line(/rerank/)).toMatch(
      new RegExp(
        String.raw`^502 POST /v1/rerank → 127\.0\.0\.1:${port}  upstream_unreachable ECONNREFUSED  \d+ ms  \d+ B$`,
      ),
    )
  })

  it('says that a client went away', async () => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200)
      response.write('first')
    })
    const cli = await serve(['--config', 'c.yaml'], { files: { 'c.yaml': configTo(url) } })
    const aborter = new AbortController()
    const response = await fetch(`${cli.url}/v1/rerank`, { signal: aborter.signal })
    await response.body?.getReader().read()
    aborter.abort()
    expect(await cli.line(/rerank/)).toMatch(/^200 GET \/v1\/rerank → \S+ {2}closed by client {2}\d+ ms {2}5 B$/)
  })

  it('as NDJSON has an event for each exchange', async () => {
    const { url, port } = await upstream()
    const cli = await serve(['--config', 'c.yaml', '--log-format', 'json'], { files: { 'c.yaml': configTo(url) } })
    await rerank(cli.url)
    const { event, ...summary } = JSON.parse(await cli.line(/exchange/)) as { event: string }
    expect(event).toBe('exchange')
    expect(exchangeSummarySchema.strict().parse(summary)).toMatchObject({
      method: 'POST',
      path: '/v1/rerank',
      route: '/v1/rerank',
      upstream: `127.0.0.1:${port}`,
      status: 200,
      state: 'ended',
      outcome: 'ok',
      requestBytes: 2,
      responseBytes: 11,
      mediaType: 'application/json',
    })
  })

  it.each(['text', 'json'])('as %s holds no header, no body, no query and no variable’s value', async (format) => {
    const { url } = await upstream(async (_request, response, received) => {
      await received
      response.writeHead(200, { 'x-upstream': 'SECRET-1', 'set-cookie': 'id=SECRET-2' })
      response.end('SECRET-3')
    })
    const routes = [
      configTo(`${url}?key=SECRET-4`, 'headers:', '  Authorization: Bearer SECRET-5', '  x-own: os.environ/OWN'),
      '    - path: /user-info\n      target: http://user:SECRET-6@127.0.0.1:1\n',
      '    - path: /missing\n      target: http://127.0.0.1:1\n      headers: { x-own: "SECRET-7 os.environ/NONE" }\n',
      '    - path: /guarded\n      target: http://127.0.0.1:1\n      auth: true\n',
      '    - path: /unfit\n      target: http://127.0.0.1:1\n      headers: { x-own: os.environ/UNFIT }\n',
    ]
    const valid = routes.join('').replace('general_settings:', 'general_settings:\n  master_key: SECRET-8')
    const cli = await serve(['--config', 'c.yaml', '--env-file', '.env', '--log-format', format], {
      files: { 'c.yaml': valid, '.env': 'OWN=SECRET-9\nUNFIT="SECRET-10\nx"\n' },
      environment: { UNUSED: 'SECRET-11' },
    })
    const requests = ['/v1/rerank?q=SECRET-12', '/user-info', '/missing', '/guarded', '/unfit', '/none?q=SECRET-13']
    for (const path of requests) {
      await fetch(cli.url + path, {
        method: 'POST',
        body: 'SECRET-14',
        headers: { Authorization: 'Bearer SECRET-15', 'x-mine': 'SECRET-16' },
      })
      const name = path.slice(0, path.indexOf('?') === -1 ? undefined : path.indexOf('?'))
      await cli.line(new RegExp(name))
    }
    await writeFile(
      join(cli.folder, 'c.yaml'),
      valid.replace('path: /guarded', 'path: guarded').replace('Bearer', '"Bearer'),
    )
    await cli.line(format === 'text' ? /is not valid/ : /problems.*never closed/)
    cli.signal('SIGTERM')
    expect(await cli.exited).toBe(0)
    expect(cli.stdout() + cli.stderr()).not.toContain('SECRET')
  })

  it('that nobody reads any more is no reason to end', async () => {
    const { url, requests } = await upstream()
    const cli = await serve(['--config', 'c.yaml'], { files: { 'c.yaml': configTo(url) } })
    cli.stopReading()
    for (let i = 0; i < 5; i++) expect(await rerank(cli.url)).toBe('{"ok":true}')
    expect(requests).toHaveLength(5)
    cli.signal('SIGINT')
    expect(await cli.exited).toBe(0)
    expect(cli.stderr()).toBe('')
  })
})

describe('variables', () => {
  const headers = ['headers:', '  x-a: os.environ/A', '  x-b: os.environ/B']

  it('come from the environment, then from --env-file', async () => {
    const { url, nextRequest } = await upstream()
    const cli = await serve(['--config', 'c.yaml', '--env-file', 'my.env'], {
      files: { 'c.yaml': configTo(url, ...headers), 'my.env': '\ufeffA=from file\r\nB="from file"\r\n' },
      environment: { A: 'from environment' },
    })
    await rerank(cli.url)
    const request = await nextRequest()
    expect(headerValues(request, 'x-a')).toEqual(['from environment'])
    expect(headerValues(request, 'x-b')).toEqual(['from file'])
  })

  it('of a .env that nobody named are not read', async () => {
    const { url, begun } = await upstream()
    const cli = await serve(['--config', 'c.yaml'], {
      files: { 'c.yaml': configTo(url, ...headers), '.env': 'A=x\nB=x\n' },
    })
    expect(JSON.parse(await rerank(cli.url))).toMatchObject({ error: { type: 'missing_variable', code: '502' } })
    expect(begun()).toBe(0)
  })

  it('give the master key too', async () => {
    const { url } = await upstream()
    const cli = await serve(['--config', 'c.yaml', '--env-file', 'my.env'], {
      files: { 'c.yaml': configTo(url, 'auth: true'), 'my.env': 'LITELLM_MASTER_KEY=sk-1234\n' },
    })
    expect(JSON.parse(await rerank(cli.url))).toMatchObject({ error: { code: '401' } })
    expect(await rerank(cli.url, { headers: { Authorization: 'Bearer sk-1234' } })).toBe('{"ok":true}')
  })
})

describe('what cannot be served', () => {
  it('is a busy port: exit 1, and a free one is offered', async () => {
    const port = await busyPort()
    const { code, stdout, stderr } = await runCli(['serve', '--port', String(port)])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      new RegExp(
        String.raw`^throughline: Port ${port} is in use by another program\. Choose a free port, or quit that program and start again\. Port (\d+) is free: --port \1\.\n$`,
      ),
    )
    const free = /--port (\d+)\.\n$/.exec(stderr)?.[1] as string
    const cli = await serve(['--port', free])
    expect(cli.port).toBe(Number(free))
  })

  it('is an address of another machine: exit 1', async () => {
    const { code, stderr } = await runCli(['serve', '--host', '192.0.2.1', '--port', '0'], {
      environment: { LITELLM_MASTER_KEY: 'sk-1234' },
      files: { 'config.yaml': configTo('http://upstream.example') },
    })
    expect(code).toBe(1)
    expect(stderr).toContain('192.0.2.1 is no address of this machine')
  })

  it('is an invalid config: exit 2, with line, column, source line and caret', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--config', 'my.yaml'], {
      files: { 'my.yaml': configTo('api.cohere.com') },
    })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe(`my.yaml:4:15  pass_through_endpoints[0].target: expected an http(s) URL, got "api.cohere.com"
  4 |       target: api.cohere.com
    |               ^^^^^^^^^^^^^^
`)
  })

  it('is a config that is not there: exit 2', async () => {
    const { code, stderr, folder } = await runCli(['serve', '--port', '0', '--config', 'none.yaml'])
    expect(code).toBe(2)
    expect(stderr).toBe(`throughline: Could not read ${join(folder, 'none.yaml')}: no such file (ENOENT).\n`)
  })

  it('is a .env file that is not there: it exits with an error and says which', async () => {
    const { code, stderr } = await runCli(['serve', '--port', '0', '--env-file', 'none.env'])
    // Node 20 takes --env-file for its own wherever it stands, and ends with 9 before the program begins.
    const isNodesOwn = code === 9
    expect(code).toBe(isNodesOwn ? 9 : 2)
    expect(stderr).toBe(
      isNodesOwn
        ? `${inject('machineNode')}: none.env: not found\n`
        : 'throughline: Could not read none.env: no such file (ENOENT).\n',
    )
  })
})

describe('other machines', () => {
  const files = { 'config.yaml': configTo('http://127.0.0.1:1') }

  it('are let in by --host only with a master key: exit 2 without one', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--host', '0.0.0.0', '--port', '0'], { files })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe(
      'throughline: --host 0.0.0.0 lets other machines in, so every request needs the client key. Set general_settings.master_key or LITELLM_MASTER_KEY.\n',
    )
  })

  it('are not let into the demo, which has no key', async () => {
    const { code, stderr } = await runCli(['serve', '--host', '0.0.0.0', '--port', '0'])
    expect(code).toBe(2)
    expect(stderr).toContain('--host 0.0.0.0 lets other machines in')
  })

  it('need the key on every route, and still do when it is taken out of the file', async () => {
    const withKey = files['config.yaml'].replace('settings:', 'settings:\n  master_key: sk-1234')
    const cli = await serve(['--host', '0.0.0.0'], { files: { 'config.yaml': withKey } })
    expect(cli.url).toBe(`http://0.0.0.0:${cli.port}`)
    const status = async (key?: string) =>
      (await fetch(`http://127.0.0.1:${cli.port}/v1/rerank`, key ? { headers: { 'x-api-key': key } } : {})).status
    expect([await status(), await status('sk-wrong'), await status('sk-1234')]).toEqual([401, 401, 502])
    await writeFile(join(cli.folder, 'config.yaml'), files['config.yaml'])
    await cli.line(/changed/)
    expect([await status(), await status('sk-1234')]).toEqual([401, 401])
  })
})
