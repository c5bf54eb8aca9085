// Calls of the Anthropic libraries.
import { type ClientCall, hello } from '../client-call.ts'

const model = 'claude-sonnet-4-5'

export const anthropicCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/v1/messages',
    body: { model, max_tokens: 256, messages: hello },
    headers: [['anthropic-version', '2023-06-01']],
    environment: ({ base, key }) => [`ANTHROPIC_BASE_URL=${base}`, `ANTHROPIC_API_KEY=${key}`],
    python: ({ base, key }) => `from anthropic import Anthropic

client = Anthropic(
    base_url=${base},
    api_key=${key},
)
message = client.messages.create(
    model="${model}",
    max_tokens=256,
    messages=[{"role": "user", "content": "Hello"}],
)
print(message.content[0].text)`,
    node: ({ base, key }) => `import Anthropic from '@anthropic-ai/sdk'

const client = new Anthropic({
  baseURL: ${base},
  apiKey: ${key},
})
const message = await client.messages.create({
  model: '${model}',
  max_tokens: 256,
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(message.content[0].text)`,
  },
]
