// Calls of the OpenAI libraries, which speak to every API of the same shape.
import type { ClientCall } from '../client-call.ts'
import { chatCall, type OpenaiLike, openaiLikeCall } from './openai-like.ts'

const create = 'chat.completions.create'

const openai: OpenaiLike = {
  python: { imports: 'from openai import OpenAI', client: 'OpenAI', url: 'base_url', create },
  node: { imports: "import OpenAI from 'openai'", client: 'OpenAI', url: 'baseURL', create },
  environment: ({ base, key }) => [`OPENAI_BASE_URL=${base}`, `OPENAI_API_KEY=${key}`],
}

/** @param root the path in front of /chat/completions, such as /v1 */
export function openaiCalls(root: string, model: string, embeddingModel: string | null = null): ClientCall[] {
  const calls = [chatCall(openai, { root, path: '/chat/completions' }, model), modelsCall(root)]
  if (embeddingModel !== null) calls.push(responseCall(root, model), embeddingCall(root, embeddingModel))
  return calls
}

function modelsCall(root: string): ClientCall {
  return openaiLikeCall(
    openai,
    { root, path: '/models', body: null },
    {
      python: 'for model in client.models.list():\n    print(model.id)',
      node: 'for await (const model of client.models.list()) console.log(model.id)',
    },
  )
}

function responseCall(root: string, model: string): ClientCall {
  return openaiLikeCall(
    openai,
    { root, path: '/responses', body: { model, input: 'Hello' } },
    {
      python: `answer = client.responses.create(model="${model}", input="Hello")\nprint(answer.output_text)`,
      node: `const answer = await client.responses.create({ model: '${model}', input: 'Hello' })
console.log(answer.output_text)`,
    },
  )
}

function embeddingCall(root: string, model: string): ClientCall {
  return openaiLikeCall(
    openai,
    { root, path: '/embeddings', body: { model, input: 'Hello' } },
    {
      python: `answer = client.embeddings.create(model="${model}", input="Hello")\nprint(len(answer.data[0].embedding))`,
      node: `const answer = await client.embeddings.create({ model: '${model}', input: 'Hello' })
console.log(answer.data[0].embedding.length)`,
    },
  )
}
