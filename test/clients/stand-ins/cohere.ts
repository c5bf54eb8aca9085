// Stands in for api.cohere.com, in the shapes of its v2 API reference.
import type { UpstreamHandler } from '../../support/upstream.ts'
import { sendEvents, sendJson } from './send.ts'

export const cohereKey = 'the-real-key-of-cohere'

/** Of a model with this name the rate limit is always reached. */
export const busyModel = 'command-busy'

const id = 'b0f2d5a3-1c0e-4f0d-9d0b-0d8e4c3f6a11'

const events: readonly ({ type: string } & Record<string, unknown>)[] = [
  {
    id,
    type: 'message-start',
    delta: { message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] } },
  },
  { type: 'content-start', index: 0, delta: { message: { content: { type: 'text', text: '' } } } },
  ...['LLMs', ' are', ' large', ' language models.'].map((text) => ({
    type: 'content-delta',
    index: 0,
    delta: { message: { content: { text } } },
  })),
  { type: 'content-end', index: 0 },
  {
    type: 'message-end',
    delta: {
      finish_reason: 'COMPLETE',
      usage: { billed_units: { input_tokens: 5, output_tokens: 7 }, tokens: { input_tokens: 71, output_tokens: 9 } },
    },
  },
]

export const answerAsCohere: UpstreamHandler = async (request, response, received) => {
  const recorded = await received
  if (request.headers.authorization !== `Bearer ${cohereKey}`) {
    return sendJson(response, 401, { id, message: 'invalid api token' })
  }
  const body = JSON.parse(recorded.body.toString()) as { model: string; documents?: string[]; top_n?: number }
  if (body.model === busyModel) {
    return sendJson(response, 429, {
      id,
      message: 'You are past the per minute request limit, please wait and try again later.',
    })
  }
  if (request.url === '/v2/rerank') {
    const results = (body.documents ?? []).map((_, index) => ({ index, relevance_score: 1 / (index + 2) }))
    const meta = { api_version: { version: '2', is_experimental: false }, billed_units: { search_units: 1 } }
    return sendJson(response, 200, { id, results: results.reverse().slice(0, body.top_n), meta })
  }
  if (request.url !== '/v2/chat') return sendJson(response, 404, { id, message: 'not found' })
  await sendEvents(
    response,
    events.map((data) => ({ event: data.type, data })),
  )
}
