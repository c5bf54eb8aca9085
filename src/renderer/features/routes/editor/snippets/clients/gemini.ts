// Calls of the Google Gen AI libraries.
import type { ClientCall } from '../client-call.ts'

const model = 'gemini-2.5-flash'

export const geminiCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: `/v1beta/models/${model}:generateContent`,
    body: { contents: [{ parts: [{ text: 'Hello' }] }] },
    environment: ({ base, key }) => [`GOOGLE_GEMINI_BASE_URL=${base}`, `GEMINI_API_KEY=${key}`],
    python: ({ base, key }) => `from google import genai

client = genai.Client(
    api_key=${key},
    http_options={"base_url": ${base}},
)
answer = client.models.generate_content(model="${model}", contents="Hello")
print(answer.text)`,
    node: ({ base, key }) => `import { GoogleGenAI } from '@google/genai'

const ai = new GoogleGenAI({
  apiKey: ${key},
  httpOptions: { baseUrl: ${base} },
})
const answer = await ai.models.generateContent({ model: '${model}', contents: 'Hello' })
console.log(answer.text)`,
  },
]
