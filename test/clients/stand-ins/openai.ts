// Stands in for api.openai.com, in the shapes of its API reference.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RecordedRequest, UpstreamHandler } from '../../support/upstream.ts'
import { sendCompressedJson, sendEvents, sendJson } from './send.ts'

export const openaiKey = 'sk-proj-the-real-key-of-openai'

/** Of a model with this name the rate limit is always reached. */
export const busyModel = 'gpt-4o-busy'

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }
const created = 1_735_689_600

export const answerAsOpenai: UpstreamHandler = async (request, response, received) => {
  const recorded = await received
  if (request.headers.authorization !== `Bearer ${openaiKey}`) {
    const error = {
      message: 'Incorrect API key provided.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    }
    return sendJson(response, 401, { error }, { 'x-request-id': 'req_unauthorized' })
  }
  if (request.url === '/v1/files') return answerFile(request, response, recorded)
  const body = JSON.parse(recorded.body.toString()) as Record<string, unknown>
  if (body.model === busyModel) {
    const message = `Rate limit reached for ${busyModel} on requests per min (RPM): Limit 3, Used 3, Requested 1.`
    const error = { message, type: 'requests', param: null, code: 'rate_limit_exceeded' }
    return sendJson(response, 429, { error }, { 'retry-after': '20', 'x-ratelimit-remaining-requests': '0' })
  }
  if (request.url === '/v1/chat/completions') return answerChat(response, body)
  if (request.url === '/v1/responses') return answerResponse(response, body)
  if (request.url === '/v1/embeddings') return answerEmbeddings(request, response, body)
  sendJson(response, 404, {
    error: {
      message: `Invalid URL (${request.method} ${request.url})`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  })
}

async function answerChat(response: ServerResponse, body: Record<string, unknown>): Promise<void> {
  const common = {
    id: 'chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG',
    created,
    model: 'gpt-4o-2024-08-06',
    system_fingerprint: 'fp_fc9f1d7035',
  }
  const headers = { 'x-request-id': 'req_chat', 'openai-processing-ms': '12' }
  if (body.stream !== true) {
    const message = { role: 'assistant', content: 'Hello there, friend!', refusal: null, annotations: [] }
    const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }]
    return sendJson(
      response,
      200,
      { ...common, object: 'chat.completion', choices, usage, service_tier: 'default' },
      headers,
    )
  }
  const withUsage = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    data: {
      ...common,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, logprobs: null, finish_reason }],
      ...(withUsage && { usage: null }),
    },
  })
  await sendEvents(
    response,
    [
      chunk({ role: 'assistant', content: '', refusal: null }),
      ...['Hello', ' there', ', ', 'fri', 'end 👋'].map((content) => chunk({ content })),
      chunk({}, 'stop'),
      ...(withUsage ? [{ data: { ...common, object: 'chat.completion.chunk', choices: [], usage } }] : []),
      { data: '[DONE]' },
    ],
    headers,
  )
}

async function answerResponse(response: ServerResponse, body: Record<string, unknown>): Promise<void> {
  const text = 'Hello from the Responses API.'
  const part = { type: 'output_text', text, annotations: [], logprobs: [] }
  const item = { id: 'msg_67c9fdcf37fc8190', type: 'message', status: 'completed', role: 'assistant', content: [part] }
  const finished = {
    id: 'resp_67c9fdcecf488190bdd9a0409de3a1ec',
    object: 'response',
    created_at: created,
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    model: body.model,
    output: [item],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: 11,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 18,
    },
    user: null,
    metadata: {},
  }
  const started = { ...finished, status: 'in_progress', output: [], usage: null }
  const place = { item_id: item.id, output_index: 0, content_index: 0 }
  const deltas = text.match(/.{1,6}/g) ?? []
  const events: { type: string; [key: string]: unknown }[] = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    { type: 'response.output_item.added', output_index: 0, item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    ...deltas.map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: finished },
  ]
  await sendEvents(
    response,
    events.map((event, sequence_number) => ({ event: event.type, data: { ...event, sequence_number } })),
  )
}

function answerEmbeddings(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): void {
  const inputs = [body.input].flat()
  const data = inputs.map((_, index) => {
    const vector = Float32Array.of(index + 0.5, -0.25, 1)
    const embedding = body.encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector]
    return { object: 'embedding', index, embedding }
  })
  const used = { prompt_tokens: 8, total_tokens: 8 }
  sendCompressedJson(request, response, { object: 'list', data, model: body.model, usage: used })
}

/** Reads the form as the platform does, so that a byte too many or too few shows. */
async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  recorded: RecordedRequest,
): Promise<void> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(recorded.body), { headers }).formData()
  const file = form.get('file')
  if (!(file instanceof File)) {
    const error = { message: "'file' is a required property", type: 'invalid_request_error', param: null, code: null }
    return sendJson(response, 400, { error })
  }
  sendJson(response, 200, {
    id: 'file-abc123',
    object: 'file',
    bytes: file.size,
    created_at: created,
    expires_at: null,
    filename: file.name,
    purpose: form.get('purpose'),
    status: 'processed',
  })
}
