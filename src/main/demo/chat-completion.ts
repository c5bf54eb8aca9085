// Streams a chat completion in OpenAI's shape (https://platform.openai.com/docs/api-reference/chat/streaming).
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseObject, type ReceivedBody } from './read-body.ts'
import { sendJson } from './send-json.ts'

/** Milliseconds between two words: slow enough to watch, quick enough to wait for. */
const pace = 40

export function answerChatCompletion(_request: IncomingMessage, body: ReceivedBody, response: ServerResponse): void {
  const input = parseObject(body)
  const messages = input?.messages
  if (!input || !Array.isArray(messages)) {
    return sendJson(response, 400, {
      error: {
        message: "Missing required parameter: 'messages'.",
        type: 'invalid_request_error',
        param: 'messages',
        code: 'missing_required_parameter',
      },
    })
  }
  const model = typeof input.model === 'string' ? input.model : 'throughline-demo'
  const words = reply(messages).split(/(?<= )/)
  const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model }
  const usage = {
    prompt_tokens: JSON.stringify(messages).split(/\s+/).length,
    completion_tokens: words.length,
    total_tokens: JSON.stringify(messages).split(/\s+/).length + words.length,
  }
  if (input.stream !== true) {
    const message = { role: 'assistant', content: words.join('') }
    return sendJson(response, 200, {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: 'stop' }],
      usage,
    })
  }

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  const sendsUsage = asksForUsage(input)
  const sendChunk = (choices: object[], chunkUsage: typeof usage | null = null) => {
    // Where usage is asked for, every chunk has it: null in all but the last.
    const chunk = { ...head, object: 'chat.completion.chunk', choices, ...(sendsUsage && { usage: chunkUsage }) }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const send = (delta: object, finishReason: 'stop' | null = null) =>
    sendChunk([{ index: 0, delta, finish_reason: finishReason }])

  send({ role: 'assistant', content: '' })
  let next = 0
  const timer = setInterval(() => {
    const word = words[next++]
    if (word !== undefined) return void send({ content: word })
    clearInterval(timer)
    send({}, 'stop')
    if (sendsUsage) sendChunk([], usage)
    response.end('data: [DONE]\n\n')
  }, pace)
  response.on('close', () => clearInterval(timer))
}

function asksForUsage(input: Record<string, unknown>): boolean {
  const options = input.stream_options
  return typeof options === 'object' && options !== null && 'include_usage' in options && options.include_usage === true
}

function reply(messages: unknown[]): string {
  const last = messages.at(-1)
  const asked =
    typeof last === 'object' && last !== null && 'content' in last && typeof last.content === 'string'
      ? last.content
      : ''
  const quoted = asked.length > 80 ? `${asked.slice(0, 80)}…` : asked
  return `This is Throughline’s demo upstream. You asked: “${quoted}”. No model read it, but the request went through the gateway and back, word by word, just as one to a real provider would.`
}
