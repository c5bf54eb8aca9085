// Stands in for api.anthropic.com, in the shapes of its API reference.
import type { UpstreamHandler } from '../../support/upstream.ts'
import { type ServerSentEvent, sendEvents, sendJson } from './send.ts'

export const anthropicKey = 'sk-ant-api03-the-real-key-of-anthropic'

/** A model with this name is always overloaded. */
export const overloadedModel = 'claude-overloaded'

const requestId = 'req_018EeWyXxfu5pfWkrYcMdjWG'

const usage = {
  input_tokens: 25,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  inference_geo: null,
  output_tokens: 12,
  output_tokens_details: null,
  server_tool_use: null,
  service_tier: 'standard',
  speed: null,
}

const message = {
  id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-5-5',
  container: null,
  content: [{ type: 'text', text: 'Hi! My name is Claude.', citations: null }],
  diagnostics: null,
  stop_details: null,
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage,
}

const events: readonly ({ type: string } & Record<string, unknown>)[] = [
  {
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '', citations: null } },
  { type: 'ping' },
  ...['Hi! ', 'My name', ' is Claude', ' ☀️'].map((text) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text },
  })),
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { container: null, stop_details: null, stop_reason: 'end_turn', stop_sequence: null },
    usage: {
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      input_tokens: 25,
      output_tokens: 15,
      output_tokens_details: null,
      server_tool_use: null,
    },
  },
  { type: 'message_stop' },
]

export const answerAsAnthropic: UpstreamHandler = async (request, response, received) => {
  const recorded = await received
  const headers = { 'request-id': requestId }
  const refuse = (status: number, type: string, reason: string) =>
    sendJson(response, status, { type: 'error', error: { type, message: reason }, request_id: requestId }, headers)

  const { authorization, 'x-api-key': apiKey, 'anthropic-version': version } = request.headers
  // A key stands in one of them: the clients moved from x-api-key to a bearer token.
  const isKnown = authorization === undefined ? apiKey === anthropicKey : authorization === `Bearer ${anthropicKey}`
  if (!isKnown) return refuse(401, 'authentication_error', 'invalid authentication credentials')
  if (version !== '2023-06-01' && version !== '2026-10-21') {
    return refuse(400, 'invalid_request_error', 'anthropic-version: header is required')
  }
  if (request.method !== 'POST' || request.url !== '/v1/messages') {
    return refuse(404, 'not_found_error', 'Not found')
  }
  const body = JSON.parse(recorded.body.toString()) as { model: string; stream?: boolean }
  if (body.model === overloadedModel) return refuse(529, 'overloaded_error', 'Overloaded')
  if (body.stream !== true) return sendJson(response, 200, message, headers)
  await sendEvents(
    response,
    events.map((data): ServerSentEvent => ({ event: data.type, data })),
    headers,
  )
}
