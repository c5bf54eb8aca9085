// An upstream with one answer of each kind that the inspector has a way to show, and the routes to it.
import { deflateSync, gzipSync } from 'node:zlib'
import type { UpstreamHandler } from '../../support/upstream.ts'

/** `gone` is an address where nothing listens; `socket` one that speaks WebSocket. */
export const apiConfig = (upstream: string, { gone = upstream, socket = upstream } = {}) => `general_settings:
  pass_through_endpoints:
    - path: /anthropic
      target: ${upstream}
      include_subpath: true
      headers:
        x-api-key: os.environ/E2E_ANTHROPIC_KEY
        x-client-name: search-api
    - path: /openai
      target: ${upstream}
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/E2E_OPENAI_KEY
    - path: /v1/rerank
      target: ${upstream}/v1/rerank
    - path: /files
      target: ${upstream}/files
      include_subpath: true
    - path: /mistral
      target: ${gone}
      include_subpath: true
    - path: /realtime
      target: ${socket}
      include_subpath: true
`

export const apiEnv = { E2E_ANTHROPIC_KEY: 'sk-ant-e2e', E2E_OPENAI_KEY: 'sk-e2e' }

/** How long the Anthropic stream is silent once, in milliseconds: long enough to be told as a gap. */
const silenceMs = 300

const delta = (index: number, part: object) => ({ type: 'content_block_delta', index, delta: part })

const anthropicEvents = [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [],
      stop_reason: null,
      usage: { input_tokens: 526, cache_read_input_tokens: 1792, cache_creation_input_tokens: 0, output_tokens: 1 },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
  delta(0, { type: 'thinking_delta', thinking: 'The order shipped on 2 May, so it is inside the 30-day window. ' }),
  delta(0, { type: 'thinking_delta', thinking: 'I should look up the order first, then check the policy.' }),
  { type: 'content_block_stop', index: 0 },
  { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
  delta(1, { type: 'text_delta', text: 'I’ll confirm **two** things before answering:\n\n' }),
  delta(1, { type: 'text_delta', text: '- whether order `48213` is still inside the return window\n' }),
  delta(1, { type: 'text_delta', text: '- what the damage policy asks the customer to send\n' }),
  { type: 'content_block_stop', index: 1 },
  {
    type: 'content_block_start',
    index: 2,
    content_block: { type: 'tool_use', id: 'toolu_01', name: 'lookup_order', input: {} },
  },
  delta(2, { type: 'input_json_delta', partial_json: '{"order_id":"48213","include":["items","shipping"]}' }),
  { type: 'content_block_stop', index: 2 },
  { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 604 } },
  { type: 'message_stop' },
]

const chatCompletion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'gpt-5-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello there.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 842, completion_tokens: 197, total_tokens: 1039 },
}

const embeddings = {
  object: 'list',
  model: 'text-embedding-3-small',
  data: [{ object: 'embedding', index: 0, embedding: [0.1, 0.2, 0.3] }],
  usage: { prompt_tokens: 964, total_tokens: 964 },
}

const rerank = {
  id: 'rerank-1',
  results: [
    { index: 1, relevance_score: 0.9871 },
    { index: 0, relevance_score: 0.1204 },
  ],
  meta: { billed_units: { search_units: 1 } },
}

/** Over 5 MB, with a word at its very end. */
const large = JSON.stringify({
  rows: Array.from({ length: 60_000 }, (_, index) => ({ index, name: `row ${index}`, note: 'x'.repeat(48) })),
  last: 'the-very-last-value',
})

/** A picture of 64 by 32 pixels in one colour. */
function picture(): Buffer {
  const [width, height] = [64, 32]
  const chunk = (type: string, data: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(typed))
    return Buffer.concat([length, typed, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x7f)])
  const lines = Buffer.concat(Array.from({ length: height }, () => line))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** As PNG wants it. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

const json = { 'content-type': 'application/json' }
const eventStream = { 'content-type': 'text/event-stream' }

const answers: [string, (response: Parameters<UpstreamHandler>[1]) => void | Promise<void>][] = [
  [
    '/v1/messages',
    async (response) => {
      response.writeHead(200, eventStream)
      for (const event of anthropicEvents) {
        // The gap is what is to be shown: nothing waits for this time but the upstream itself.
        if (event.type === 'content_block_start' && event.index === 1)
          await new Promise((resolve) => setTimeout(resolve, silenceMs))
        response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      }
      response.end()
    },
  ],
  ['/v1/chat/completions', (response) => void response.writeHead(200, json).end(JSON.stringify(chatCompletion))],
  ['/v1/embeddings', (response) => void response.writeHead(200, json).end(JSON.stringify(embeddings))],
  ['/v1/rerank', (response) => void response.writeHead(200, json).end(JSON.stringify(rerank))],
  ['/v1/limited', (response) => void response.writeHead(429, json).end('{"message":"slow down"}')],
  ['/v1/broken', (response) => void response.writeHead(500, json).end('{"message":"out of order"}')],
  [
    '/v1/endless',
    (response) => {
      response.writeHead(200, eventStream)
      for (const word of ['one', 'two', 'three']) response.write(`data: ${word}\n\n`)
    },
  ],
  [
    '/files/zipped',
    (response) => {
      const body = gzipSync(JSON.stringify({ zipped: true, words: Array.from({ length: 50 }, () => 'again') }))
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(body)
    },
  ],
  ['/files/picture.png', (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(picture())],
  [
    '/files/binary',
    (response) => {
      const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7 + (index >> 8)) & 0xff)
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
    },
  ],
  ['/files/large', (response) => void response.writeHead(200, json).end(large)],
  ['/files/nothing', (response) => void response.writeHead(204).end()],
]

/** What the path stands for; any other path is answered `{"ok":true}`. */
export const answerAsApi: UpstreamHandler = async (request, response, received) => {
  await received
  const answer = answers.find(([path]) => request.url?.split('?')[0] === path)?.[1]
  if (answer) await answer(response)
  else response.writeHead(200, json).end('{"ok":true}')
}

export const chatRequest = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hi' }] }

export const anthropicRequest = {
  model: 'claude-sonnet-4-5',
  stream: true,
  max_tokens: 1000,
  system: 'You are a shop assistant.',
  tools: [{ name: 'lookup_order', description: 'Looks an order up.', input_schema: { type: 'object' } }],
  messages: [{ role: 'user', content: 'Can I return order 48213?' }],
}

export const rerankRequest = {
  model: 'rerank-v3.5',
  query: 'returns',
  documents: ['shipping', 'returns within 30 days'],
}

/** Sends it as a client does and reads the answer to its end. */
export async function post(url: string, body: unknown): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer of-the-client' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  await response.arrayBuffer()
  return response.status
}

export async function get(url: string): Promise<number> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.status
}
