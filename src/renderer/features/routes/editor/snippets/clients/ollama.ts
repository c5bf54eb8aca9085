// Calls of the Ollama libraries; behind /v1 Ollama speaks as OpenAI does.
import { type ClientCall, hello } from '../client-call.ts'
import { openaiCalls } from './openai.ts'

const model = 'llama3.2'

export const ollamaCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/api/chat',
    body: { model, messages: hello, stream: false },
    environment: ({ base }) => [`OLLAMA_HOST=${base}`],
    python: ({ base, key, auth }) => `from ollama import Client

client = Client(host=${base}${auth ? `, headers={"Authorization": "Bearer " + ${key}}` : ''})
answer = client.chat(model="${model}", messages=[{"role": "user", "content": "Hello"}])
print(answer.message.content)`,
    node: ({ base, key, auth }) => `import { Ollama } from 'ollama'

const client = new Ollama({ host: ${base}${auth ? `, headers: { Authorization: \`Bearer \${${key}}\` }` : ''} })
const answer = await client.chat({ model: '${model}', messages: [{ role: 'user', content: 'Hello' }] })
console.log(answer.message.content)`,
  },
  ...openaiCalls('/v1', model),
]
