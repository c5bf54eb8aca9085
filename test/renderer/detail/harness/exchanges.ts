// The harness's exchanges, after those of the design's pictures.
import { type ExchangeDetail, mask, type StreamMessage } from '../../../../src/shared/exchange-detail.ts'
import type { LlmView } from '../../../../src/shared/llm.ts'
import { exchange } from '../../support/exchange.ts'
import { body, detail, header } from '../support.ts'

export interface Made {
  detail: () => ExchangeDetail
  requestBody?: Uint8Array
  responseBody?: Uint8Array
  problems?: string[]
  messages?: () => StreamMessage[]
  llm?: LlmView
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const at = new Date(2026, 4, 14, 14, 31, 24, 880).getTime()
const key = { name: 'COHERE_API_KEY', source: 'keychain' } as const

const headers = [
  header('Host', '127.0.0.1:4000'),
  header('Authorization', 'Bearer unused'),
  header('Connection', 'keep-alive'),
  header('Accept', '*/*'),
  header('Accept-Encoding', 'gzip, deflate, br'),
  header('Content-Length', '1204'),
  header('Content-Type', 'application/json'),
  header('User-Agent', 'cohere-python/5.13'),
]
const sent = [
  header('Host', 'api.cohere.com', { origin: 'gateway' }),
  ...headers.slice(3),
  header('Authorization', `Bearer ${mask}`, { origin: 'route', variables: [key], isMasked: true }),
  header('X-Client-Name', 'search-api', { origin: 'route' }),
]
const answered = [
  header('content-type', 'text/event-stream', { origin: 'upstream' }),
  header('x-request-id', '7f3a9c1e-4b0d-4f6e-9a53-1c2d3e4f5a6b', { origin: 'upstream' }),
  header('date', 'Thu, 14 May 2026 12:31:24 GMT', { origin: 'upstream' }),
]

function streamed(id: string, path: string, model: string, upstream: string): ExchangeDetail {
  const base = detail()
  return {
    ...base,
    summary: exchange(1, {
      id,
      sequence: 11,
      receivedAt: at,
      method: 'POST',
      path,
      route: `/${path.split('/')[1]}`,
      upstream: `${upstream}:443`,
      mediaType: 'text/event-stream',
      stream: 'sse',
      model,
      inputTokens: 1604,
      outputTokens: 402,
      costUsd: 0.008,
      firstTokenMs: 512,
      durationMs: 3913,
      responseBytes: 38_600,
      isPinned: false,
      source: 'client',
      replayOf: null,
    }),
    client: {
      ...base.client,
      url: `http://127.0.0.1:4000${path}?beta=true&tag=a%20b`,
      headers,
      removed: [
        { index: 0, reason: 'set-by-gateway' },
        { index: 1, reason: 'replaced' },
        { index: 2, reason: 'hop-by-hop' },
      ],
      body: body({ wireBytes: requestBody.length, capturedBytes: requestBody.length, mediaType: 'application/json' }),
    },
    sent: {
      url: `https://${upstream}${path.replace(/^\/\w+/, '')}`,
      address: '34.96.76.122:443',
      tlsVersion: 'TLSv1.3',
      headers: sent,
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: answered,
      trailers: [],
      body: body({
        wireBytes: 11_204,
        capturedBytes: streamBody.length,
        mediaType: 'text/event-stream',
        encodings: ['gzip'],
      }),
    },
    phases: { queued: 2, connect: 24, tls: 31, sending: 1, waiting: 455, receiving: 3400, isReused: false },
  }
}

const requestBody = utf8(
  JSON.stringify({
    model: 'claude-sonnet-4-5',
    max_tokens: 1024,
    stream: true,
    temperature: 0.2,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Can I still return order 48213? It came damaged.' }] }],
    stop_sequences: [],
    metadata: { user_id: null, tags: ['support', 'returns'], count: 12 },
  }),
)

const types = ['content_block_start', 'content_block_delta', 'content_block_delta', 'content_block_stop', 'ping']
const previews = [
  '{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_01VwQ","name":"lookup_order"}}',
  '{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"order_id\\""}}',
  '{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"The order"}}',
  '{"type":"content_block_stop","index":2}',
  '{"type":"ping"}',
]

export function messages(count: number): StreamMessage[] {
  let atMs = 598
  return Array.from({ length: count }, (_, index) => {
    const gapMs = index === 0 ? null : index % 97 === 0 ? 842 : index % 61 === 0 ? 260 : 5 + ((index * 7) % 23)
    atMs += gapMs ?? 0
    const preview = previews[index % 5] ?? ''
    return { index, direction: 'down', type: types[index % 5] ?? '', atMs, gapMs, size: preview.length, preview }
  })
}

const streamBody = utf8(
  messages(240)
    .map(({ type, preview }) => `event: ${type}\ndata: ${preview}\n\n`)
    .join(''),
)

const view: LlmView = {
  api: 'anthropic-messages',
  model: 'claude-sonnet-4-5',
  isStreamed: true,
  isComplete: true,
  system: 'You are a support agent for a shop. Answer in short sentences.',
  prompt: [
    { role: 'user', blocks: [{ kind: 'text', text: 'Can I still return order 48213?' }] },
    {
      role: 'assistant',
      blocks: [{ kind: 'tool_call', id: 'toolu_01', name: 'lookup_order', arguments: '{"order_id":"48213"}' }],
    },
    { role: 'user', blocks: [{ kind: 'tool_result', id: 'toolu_01', text: '{"shipped":"2026-05-02"}' }] },
  ],
  tools: [
    { name: 'lookup_order', description: 'Looks an order up.' },
    { name: 'get_policy', description: null },
  ],
  output: [
    {
      kind: 'reasoning',
      text: 'The order shipped on 2 May, so it is inside the 30-day window. Damage claims also need a photo. I should look up the order first, then check the policy.',
    },
    {
      kind: 'text',
      text: 'I’ll confirm two things before answering:\n\n- whether order `48213` is still inside the return window\n- what the damage policy asks the [customer](https://example.com/x) to send\n\n| Day | Rule |\n| --- | --- |\n| 30 | return |\n\n<b>not bold</b>',
    },
    {
      kind: 'tool_call',
      id: 'toolu_01JfABCDEFGHIJ9kQ',
      name: 'lookup_order',
      arguments: '{"order_id":"48213","include":["items","shipping"]}',
    },
    { kind: 'tool_call', id: 'toolu_01TbABCDEFGHIJe2M', name: 'get_policy', arguments: '{"topic":"damaged"}' },
  ],
  finishReason: 'tool_use',
  usage: { input: 2318, cachedInput: 1792, cacheWrite: null, output: 604, reasoning: 148 },
  cost: {
    input: 0.0016,
    cachedInput: 0.0005,
    cacheWrite: null,
    output: 0.0091,
    total: 0.0112,
    pricedAs: 'claude-sonnet-4*',
  },
  firstTokenMs: 612,
  tokensPerSecond: 77.4,
  ranking: [],
  ingested: [],
  error: null,
}

const noUsage = { input: null, cachedInput: null, cacheWrite: null, output: null }
const rerank: LlmView = {
  ...view,
  api: 'cohere-rerank',
  model: 'rerank-v3.5',
  isStreamed: false,
  system: null,
  tools: [],
  prompt: [],
  output: [],
  finishReason: null,
  usage: { ...noUsage, reasoning: null },
  cost: { ...noUsage, total: null, pricedAs: null },
  firstTokenMs: null,
  tokensPerSecond: null,
  ranking: [
    { index: 2, score: 0.9871, text: 'Paris is the capital of France.' },
    { index: 0, score: 0.4402, text: null },
  ],
}

const cohere = streamed('cohere', '/cohere/v2/chat', 'command-a-03-2025', 'api.cohere.com')
const anthropic = streamed('anthropic', '/anthropic/v1/messages', 'claude-sonnet-4-5', 'api.anthropic.com')
const started = Date.now() - 4200

const bytesDetail = (id: string, mediaType: string, length: number): ExchangeDetail => ({
  ...cohere,
  summary: { ...cohere.summary, id, stream: null, mediaType },
  response: cohere.response && {
    ...cohere.response,
    body: body({ wireBytes: length, capturedBytes: length, mediaType }),
  },
})

const item = { id: 123_456, name: 'a "name"', scores: [0.125, -3, 1e-7], nested: { a: [{ b: null }] } }
const big = utf8(`[${new Array(240_000).fill(JSON.stringify(item)).join(',')}]`)
const picture = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR4nGNkYPjPgA0wYRUdtBKMDAwMAA0yAQ/l5iFlAAAAAElFTkSuQmCC'),
  (character) => character.charCodeAt(0),
)

export const made: Record<string, Made> = {
  cohere: { detail: () => cohere, requestBody, responseBody: streamBody, messages: () => messages(241), llm: view },
  anthropic: {
    detail: () => anthropic,
    requestBody,
    responseBody: streamBody,
    messages: () => messages(318),
    llm: view,
  },
  live: {
    detail: () => ({
      ...anthropic,
      summary: {
        ...anthropic.summary,
        id: 'live',
        state: 'receiving',
        outcome: null,
        durationMs: null,
        receivedAt: started,
      },
      phases: { ...anthropic.phases, receiving: null },
    }),
    requestBody,
    responseBody: streamBody,
    messages: () => messages(Math.floor((Date.now() - started) / 50)),
    llm: { ...view, isComplete: false, finishReason: null },
  },
  failed: {
    detail: () => ({
      ...cohere,
      summary: {
        ...cohere.summary,
        id: 'failed',
        status: 502,
        outcome: 'upstream_error',
        errorType: 'upstream_unreachable',
        errorCode: 'ECONNREFUSED',
        stream: null,
        firstTokenMs: null,
        durationMs: 5000,
      },
      response: null,
      phases: { ...cohere.phases, connect: null, tls: null, sending: null, waiting: null, receiving: null },
      error: { sentence: 'The upstream could not be reached.', code: 'ECONNREFUSED' },
    }),
    requestBody,
  },
  big: { detail: () => bytesDetail('big', 'application/json', big.length), responseBody: big, requestBody },
  picture: {
    detail: () => bytesDetail('picture', 'image/png', picture.length),
    responseBody: picture,
    requestBody,
  },
  binary: {
    detail: () => bytesDetail('binary', 'application/octet-stream', 100_000),
    responseBody: new Uint8Array(100_000).map((_, index) => (index * 31) % 256),
    requestBody,
    problems: ['The body was kept up to 100 kB. The client received all 41.2 MB.'],
  },
  rerank: {
    detail: () => bytesDetail('rerank', 'application/json', 20),
    responseBody: utf8('{"results":[]}'),
    llm: rerank,
  },
}
