// The calls about captured exchanges, over a real gateway with real traffic.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import type { Task } from '../../../src/shared/recording.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import type { UpstreamHandler } from '../../support/upstream.ts'
import { startApp } from './start-app.ts'

const secret = 'sk-must-not-be-seen'

/** Starts the app with its secret, sends one request, and waits for it to be listed as ended. */
async function startWithTraffic(handler?: UpstreamHandler, body = '{"model":"m","note":"needle"}') {
  const app = await startApp(handler)
  const { url } = await app.call('server.start', {})
  await app.call('secrets.set', { name: 'KEY', value: secret, keepIn: 'memory' })
  const send = async () => {
    const response = await fetch(`${url}/echo?a=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer of-the-client' },
      body,
    })
    return response.text()
  }
  await send()
  await waitForEnded(app, 1)
  const [first] = await app.call('exchanges.get', undefined)
  if (!first) throw new Error('Nothing is listed.')
  return { ...app, url, send, id: first.id }
}

async function waitForEnded({ call }: Pick<Awaited<ReturnType<typeof startApp>>, 'call'>, count: number) {
  await vi.waitFor(async () => {
    const list = await call('exchanges.get', undefined)
    expect(list.filter(({ state }) => state === 'ended')).toHaveLength(count)
  })
}

async function finished(published: { name: string; payload: unknown }[], id: string): Promise<Task> {
  return vi.waitFor(() => {
    const task = published
      .filter(({ name }) => name === 'tasks.changed')
      .map(({ payload }) => payload as Task)
      .findLast((each) => each.id === id && each.state !== 'running')
    if (!task) throw new Error('The task still runs.')
    return task
  })
}

describe('an exchange in full', () => {
  it('tells what was received, sent and answered, with every credential masked', async () => {
    const { call, id } = await startWithTraffic()
    const detail = await call('exchanges.detail', { id })
    expect(JSON.stringify(detail)).not.toContain(secret)
    expect(JSON.stringify(detail)).not.toContain('of-the-client')
    expect(detail.client.url).toMatch(/\/echo\?a=1$/)
    const injected = detail.sent?.headers.find(({ origin }) => origin === 'route')
    expect(injected).toMatchObject({
      name: 'Authorization',
      value: 'Bearer ••••••••',
      isMasked: true,
      variables: [{ name: 'KEY', source: 'memory' }],
    })
    expect(detail.response).toMatchObject({ status: 200, statusText: 'OK' })
    expect(detail.phases.waiting).toBeGreaterThanOrEqual(0)
    await expect(call('exchanges.detail', { id: 'gone' })).rejects.toThrow('not_found')
  })

  it('gives its bodies by range, decoded or as they came', async () => {
    const text = JSON.stringify({ list: Array.from({ length: 2000 }, (_, i) => i) })
    const zipped = gzipSync(text)
    const { call, id } = await startWithTraffic((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(zipped)
    })
    const read = (form: 'captured' | 'decoded', offset: number, length: number) =>
      call('exchanges.body', { id, side: 'response', form, offset, length })
    expect(Buffer.from((await read('captured', 0, 1_000_000)).bytes)).toEqual(zipped)
    const part = await read('decoded', 10, 20)
    expect(Buffer.from(part.bytes).toString()).toBe(text.slice(10, 30))
    expect(part).toMatchObject({ offset: 10, total: text.length, isEnd: false, problems: [] })
  })

  it('lists the events of a stream and each one’s payload', async () => {
    const { call, id } = await startWithTraffic((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('data: one\n\nevent: done\ndata: two\n\n')
    })
    const { total, messages } = await call('exchanges.messages', { id, from: 0, count: 10 })
    expect(total).toBe(2)
    expect(messages.map(({ type, preview }) => [type, preview])).toEqual([
      ['message', 'one'],
      ['done', 'two'],
    ])
    const payload = await call('exchanges.message', { id, index: 1 })
    expect(Buffer.from(payload.bytes).toString()).toBe('two')
  })

  it('reads a call of a language model, and puts what it found into the list', async () => {
    const answer = {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'gpt-5-mini-2025-08-07',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
    }
    const { call, id } = await startWithTraffic(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      },
      JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hi' }] }),
    )
    const view = await call('exchanges.llm', { id })
    expect(view).toMatchObject({ api: 'openai-chat', finishReason: 'stop', usage: { input: 12, output: 3 } })
    expect(view?.cost.total).toBeGreaterThan(0)
    await vi.waitFor(async () => {
      const [summary] = await call('exchanges.get', undefined)
      expect(summary).toMatchObject({ model: answer.model, inputTokens: 12, outputTokens: 3 })
    })
  })
})

describe('what happens to exchanges', () => {
  it('is pinned, deleted, brought back and cleared', async () => {
    const { call, send, id, published } = await startWithTraffic()
    await send()
    await waitForEnded({ call }, 2)
    const other = (await call('exchanges.get', undefined)).find((each) => each.id !== id)?.id as string
    await call('exchanges.pin', { ids: [id], isPinned: true })
    await call('exchanges.delete', { ids: [other] })
    expect(published).toContainEqual({ name: 'exchanges.removed', payload: [other] })
    expect(await call('exchanges.restore', undefined)).toBe(1)
    await call('exchanges.clear', undefined)
    expect(published).toContainEqual({ name: 'exchanges.cleared', payload: { kept: [id] } })
    expect((await call('exchanges.get', undefined)).map((each) => each.id)).toEqual([id])
  })

  it('is not recorded while the recorder pauses', async () => {
    const { call, send } = await startWithTraffic()
    expect(await call('recording.setPaused', { isPaused: true })).toMatchObject({ isPaused: true, exchanges: 1 })
    await send()
    expect(await call('exchanges.get', undefined)).toHaveLength(1)
    expect(await call('recording.setPaused', { isPaused: false })).toMatchObject({ isPaused: false })
    await send()
    await waitForEnded({ call }, 2)
  })

  it('is sent again with the route’s secret, edited or not, and names its origin', async () => {
    const { call, id, upstream } = await startWithTraffic()
    await upstream.nextRequest()
    const replayed = await call('exchanges.replay', { id })
    const again = await upstream.nextRequest()
    expect(again.rawHeaders).toContain(`Bearer ${secret}`)
    expect(again.body.toString()).toBe('{"model":"m","note":"needle"}')
    await waitForEnded({ call }, 2)
    const list = await call('exchanges.get', undefined)
    expect(list.find((each) => each.id === replayed.id)).toMatchObject({ source: 'replay', replayOf: id })

    await call('exchanges.replay', {
      id,
      edit: {
        method: 'PUT',
        target: '/echo?b=2',
        headers: [{ name: 'X-Edited', value: '1' }],
        body: Buffer.from('new'),
      },
    })
    const edited = await upstream.nextRequest()
    expect(edited).toMatchObject({ method: 'PUT', path: '/echo?b=2' })
    expect(edited.rawHeaders).toContain('X-Edited')
    expect(edited.body.toString()).toBe('new')
  })

  it('is copied as code with a variable for the secret', async () => {
    const { call, id } = await startWithTraffic()
    const curl = await call('exchanges.snippet', { id, language: 'curl' })
    expect(curl.variables).toContain('KEY')
    expect(curl.text).toContain('$KEY')
    expect(curl.text).not.toContain(secret)
  })
})

describe('a search', () => {
  it('finds what is in a body or a header, and what comes later', async () => {
    const { call, id, send, published } = await startWithTraffic()
    const found = () =>
      published
        .filter(({ name }) => name === 'search.changed')
        .flatMap(({ payload }) => (payload as { found: string[] }).found)
    const { id: search } = await call('search.start', { terms: [{ kind: 'body', text: 'NEEDLE', isNot: false }] })
    await vi.waitFor(() => expect(found()).toEqual([id]))
    await send()
    await vi.waitFor(() => expect(found()).toHaveLength(2))
    await call('search.cancel', { id: search })
  })
})

describe('files', () => {
  it('are written and read back as tasks', async () => {
    const folder = await temporaryFolder()
    const { call, chosen, published, id } = await startWithTraffic()
    expect(await call('har.export', { ids: null, isRedacted: true })).toBeNull()

    chosen.file = join(folder, 'traffic.har')
    const exported = await call('har.export', { ids: null, isRedacted: true })
    expect(await finished(published, exported?.id as string)).toMatchObject({ state: 'done', message: chosen.file })
    const har = await readFile(chosen.file, 'utf8')
    expect(har).not.toContain(secret)
    expect(JSON.parse(har).log.entries).toHaveLength(1)
    expect((await stat(chosen.file)).mode & 0o777).toBe(0o600)

    const imported = await call('har.import', undefined)
    expect(await finished(published, imported?.id as string)).toMatchObject({ state: 'done' })
    const list = await call('exchanges.get', undefined)
    expect(list.map(({ source, path }) => [source, path])).toEqual([
      ['client', '/echo'],
      ['import', '/echo'],
    ])

    chosen.file = join(folder, 'body.json')
    const saved = await call('exchanges.saveBody', { id, side: 'request', form: 'decoded' })
    await finished(published, saved?.id as string)
    expect(await readFile(chosen.file, 'utf8')).toBe('{"model":"m","note":"needle"}')

    chosen.file = join(folder, 'body.json')
    const broken = await call('har.import', undefined)
    expect((await finished(published, broken?.id as string)).state).toBe('failed')
  })
})

describe('prices', () => {
  it('are the product’s own until they are edited, and again after', async () => {
    const { call, published } = await startApp()
    const table = await call('prices.get', undefined)
    expect(table.isEdited).toBe(false)
    expect(table.prices.length).toBeGreaterThan(10)
    const own = { ...table.prices[0], pattern: 'mine-*', input: 1 } as (typeof table.prices)[number]
    expect(await call('prices.set', { prices: [own] })).toEqual({ prices: [own], isEdited: true })
    expect(published.at(-1)).toEqual({ name: 'prices.changed', payload: { prices: [own], isEdited: true } })
    expect(await call('prices.set', { prices: null })).toEqual(table)
  })
})
