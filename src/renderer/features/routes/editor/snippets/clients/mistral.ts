// Calls of the Mistral libraries.
import type { ClientCall } from '../client-call.ts'
import { openaiCalls } from './openai.ts'
import { chatCall, type OpenaiLike } from './openai-like.ts'

const model = 'mistral-small-latest'
const create = 'chat.complete'

const mistral: OpenaiLike = {
  python: { imports: 'from mistralai.client import Mistral', client: 'Mistral', url: 'server_url', create },
  node: { imports: "import { Mistral } from '@mistralai/mistralai'", client: 'Mistral', url: 'serverURL', create },
  environment: ({ base, key }) => [
    '# The libraries read their key from here, and get the URL in code: server_url or serverURL.',
    `MISTRAL_SERVER_URL=${base}`,
    `MISTRAL_API_KEY=${key}`,
  ],
}

export const mistralCalls: readonly ClientCall[] = [
  chatCall(mistral, { root: '', path: '/v1/chat/completions' }, model),
  ...openaiCalls('/v1', model),
]
