// Calls of the Groq libraries, which add /openai/v1 to their base URL themselves.
import type { ClientCall } from '../client-call.ts'
import { openaiCalls } from './openai.ts'
import { chatCall, type OpenaiLike } from './openai-like.ts'

const model = 'llama-3.3-70b-versatile'
const create = 'chat.completions.create'

const groq: OpenaiLike = {
  python: { imports: 'from groq import Groq', client: 'Groq', url: 'base_url', create },
  node: { imports: "import Groq from 'groq-sdk'", client: 'Groq', url: 'baseURL', create },
  environment: ({ base, key }) => [`GROQ_BASE_URL=${base}`, `GROQ_API_KEY=${key}`],
}

export const groqCalls: readonly ClientCall[] = [
  chatCall(groq, { root: '', path: '/openai/v1/chat/completions' }, model),
  ...openaiCalls('/openai/v1', model),
]
