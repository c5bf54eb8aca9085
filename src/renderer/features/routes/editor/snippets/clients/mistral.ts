// Calls of the Mistral libraries.
import { type ClientCall, hello } from '../client-call.ts'
import { openaiCalls } from './openai.ts'

const model = 'mistral-small-latest'

export const mistralCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/v1/chat/completions',
    body: { model, messages: hello },
    environment: ({ base, key }) => [
      '# The libraries read their key from here, and get the URL in code: server_url or serverURL.',
      `MISTRAL_SERVER_URL=${base}`,
      `MISTRAL_API_KEY=${key}`,
    ],
    python: ({ base, key }) => `from mistralai.client import Mistral

client = Mistral(
    server_url=${base},
    api_key=${key},
)
answer = client.chat.complete(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
    node: ({ base, key }) => `import { Mistral } from '@mistralai/mistralai'

const client = new Mistral({
  serverURL: ${base},
  apiKey: ${key},
})
const answer = await client.chat.complete({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(answer.choices[0].message.content)`,
  },
  ...openaiCalls('/v1', model),
]
