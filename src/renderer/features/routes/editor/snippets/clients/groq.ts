// Calls of the Groq libraries, which add /openai/v1 to their base URL themselves.
import { type ClientCall, hello } from '../client-call.ts'
import { openaiCalls } from './openai.ts'

const model = 'llama-3.3-70b-versatile'

export const groqCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/openai/v1/chat/completions',
    body: { model, messages: hello },
    environment: ({ base, key }) => [`GROQ_BASE_URL=${base}`, `GROQ_API_KEY=${key}`],
    python: ({ base, key }) => `from groq import Groq

client = Groq(
    base_url=${base},
    api_key=${key},
)
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
    node: ({ base, key }) => `import Groq from 'groq-sdk'

const client = new Groq({
  baseURL: ${base},
  apiKey: ${key},
})
const answer = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(answer.choices[0].message.content)`,
  },
  ...openaiCalls('/openai/v1', model),
]
