// What a route injected does not show where an upstream gives it back in the messages of a WebSocket.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ServerOptions } from 'ws'
import { createVariables } from '../../../src/main/config/variables.ts'
import type { CapturedExchange } from '../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../src/main/inspector/decode.ts'
import { harChunks } from '../../../src/main/inspector/har/export.ts'
import { createSearches } from '../../../src/main/inspector/search.ts'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import { startGateway } from '../../support/gateway.ts'
import { openWebSocket, type ServedSocket, startWebSocketUpstream } from '../../support/web-socket.ts'
import { testRecorder } from './passing.ts'

const secret = 'sk-live-0123456789abcdef'
const hidden = '*'.repeat(secret.length)

/** Twice, so that the second may refer to the first; in fragments that part the secret; as bytes; as a ping. */
function giveBack({ socket, request }: ServedSocket): void {
  const text = `you are ${request.headers.authorization}.`
  socket.send(text)
  socket.send(text)
  const cut = text.indexOf(secret) + 7
  socket.send(text.slice(0, cut), { fin: false })
  socket.ping(secret)
  socket.send(text.slice(cut, cut + 9), { fin: false })
  socket.send(text.slice(cut + 9), { fin: true })
  socket.send(Buffer.from(text))
  socket.send('goodbye, client')
}

const received = [...Array(4).fill(`you are Bearer ${secret}.`), 'goodbye, client']

/** @returns what the client got, and what is kept of it */
async function passOn(options: ServerOptions): Promise<{ got: string[]; kept: CapturedExchange; extensions: string }> {
  const upstream = await startWebSocketUpstream(giveBack, options)
  const recorder = await testRecorder({ variables: createVariables({ environment: { KEY: secret } }) })
  const gateway = await startGateway({
    routes: [{ path: '/socket', target: upstream.url, headers: { Authorization: 'Bearer os.environ/KEY' } }],
    variables: { KEY: secret },
    observer: recorder,
  })
  onTestFinished(async () => {
    await gateway.close()
    await upstream.close()
  })
  const client = await openWebSocket(`${gateway.url}/socket`)
  const got: string[] = []
  for (const _ of received) got.push((await client.nextMessage()).data.toString())
  const { extensions } = client.socket
  client.socket.send('is my key sk-live?')
  client.socket.close(1000)
  await client.closed
  await gateway.nextEnded()
  const kept = [...recorder.all()][0]
  if (kept === undefined) throw new Error('Nothing was kept.')
  return { got, kept, extensions }
}

/** Whether a search finds the text in a body. */
async function finds(kept: CapturedExchange, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const searches = createSearches({
      exchanges: { find: () => kept, all: () => [kept] },
      onEnded: () => () => {},
      decodeBody,
      onProgress({ found, isDone }) {
        if (found.length === 0 && !isDone) return
        searches.close()
        resolve(found.length > 0)
      },
    })
    searches.start([{ kind: 'body', text, isNot: false }])
  })
}

const shapes: [string, ServerOptions, RegExp][] = [
  ['without compression', {}, /^$/],
  ['compressed', { perMessageDeflate: { threshold: 0 } }, /^permessage-deflate$/],
  [
    'compressed, each for itself',
    { perMessageDeflate: { threshold: 0, serverNoContextTakeover: true } },
    /^permessage-deflate$/,
  ],
]

describe.each(shapes)('%s', (_, options, extension) => {
  test('the client gets it; lists, payloads, searches and files do not show it', async () => {
    const { got, kept, extensions } = await passOn(options)
    expect(got).toEqual(received)
    expect(extensions).toMatch(extension)

    const reader = createStreamMessages()
    const { messages, problems } = await reader.list(kept, 0, 100)
    expect(problems).toEqual([])
    const down = messages.filter(({ direction }) => direction === 'down')
    const text = `you are Bearer ${hidden}.`
    const texts = down.filter(({ type }) => type === 'text').map(({ preview }) => preview)
    expect(texts).toEqual([text, text, text, 'goodbye, client'])
    const previewOf = (type: string) => down.find((message) => message.type === type)?.preview
    expect(previewOf('binary')).toContain('20 2a 2a 2a')
    expect(previewOf('ping')).toBe(
      Buffer.from(hidden)
        .toString('hex')
        .replaceAll(/..(?!$)/g, '$& '),
    )
    // In any order: what was compressed with what came before it is read with it once more.
    for (const { index, size } of down.toReversed()) {
      const { bytes } = await reader.payload(kept, index)
      expect(bytes.length).toBe(size)
      expect(Buffer.from(bytes).toString()).not.toContain(secret)
    }

    expect(await finds(kept, secret)).toBe(false)
    expect(await finds(kept, hidden)).toBe(true)
    // What can be searched is what was said, by the client and by the upstream.
    expect(await finds(kept, 'is my key sk-live?')).toBe(true)
    expect(await finds(kept, 'goodbye, client')).toBe(true)
    expect(await finds(kept, 'goodbye, server')).toBe(false)

    let file = ''
    const harOptions = { isRedacted: false, decodeBody, version: '1', messages: reader }
    for await (const chunk of harChunks([kept], harOptions)) file += chunk
    expect(file).not.toContain(secret)
    expect(file).not.toContain(Buffer.from(`Bearer ${secret}`).toString('base64').slice(4, 30))
    expect(file).toContain(hidden)
  })
})
