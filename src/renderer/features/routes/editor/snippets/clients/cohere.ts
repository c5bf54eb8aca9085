// Calls of the Cohere libraries: chat, and rerank in both versions of the API.
import { type ClientCall, hello } from '../client-call.ts'

const chatModel = 'command-a-03-2025'
const rerankModel = 'rerank-v3.5'

const ranking = {
  model: rerankModel,
  query: 'What is the capital of France?',
  documents: ['Paris is the capital of France.', 'Berlin is the capital of Germany.'],
}

/** The library for Node reads its key from the environment, but not its URL. */
const environment: ClientCall['environment'] = ({ base, key }) => [`CO_API_URL=${base}`, `CO_API_KEY=${key}`]

function rerank(version: 1 | 2): ClientCall {
  const suffix = version === 1 ? '' : 'V2'
  return {
    method: 'POST',
    root: '',
    path: `/v${version}/rerank`,
    body: ranking,
    environment,
    python: ({ base, key }) => `import cohere

co = cohere.Client${suffix}(
    base_url=${base},
    api_key=${key},
)
answer = co.rerank(
    model="${rerankModel}",
    query="${ranking.query}",
    documents=[
        "${ranking.documents[0]}",
        "${ranking.documents[1]}",
    ],
)
print(answer.results)`,
    node: ({ base, key }) => `import { CohereClient${suffix} } from 'cohere-ai'

const co = new CohereClient${suffix}({
  environment: ${base},
  token: ${key},
})
const answer = await co.rerank({
  model: '${rerankModel}',
  query: '${ranking.query}',
  documents: [
    '${ranking.documents[0]}',
    '${ranking.documents[1]}',
  ],
})
console.log(answer.results)`,
  }
}

export const cohereCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/v2/chat',
    body: { model: chatModel, messages: hello },
    environment,
    python: ({ base, key }) => `import cohere

co = cohere.ClientV2(
    base_url=${base},
    api_key=${key},
)
answer = co.chat(
    model="${chatModel}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.message.content[0].text)`,
    node: ({ base, key }) => `import { CohereClientV2 } from 'cohere-ai'

const co = new CohereClientV2({
  environment: ${base},
  token: ${key},
})
const answer = await co.chat({
  model: '${chatModel}',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(answer.message.content[0].text)`,
  },
  rerank(2),
  rerank(1),
]
