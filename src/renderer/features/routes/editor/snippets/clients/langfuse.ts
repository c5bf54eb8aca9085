// Calls of the Langfuse libraries. They send a pair of keys; the client key goes beside it, in a header of its own.
import type { ClientCall } from '../client-call.ts'

export const langfuseCalls: readonly ClientCall[] = [
  {
    method: 'POST',
    root: '',
    path: '/api/public/ingestion',
    body: { batch: [] },
    environment: ({ base, key, auth, customAuthParser }) => [
      `LANGFUSE_BASE_URL=${base}`,
      '# Older libraries read one of these instead.',
      `LANGFUSE_HOST=${base}`,
      `LANGFUSE_BASEURL=${base}`,
      // Where the route reads Basic auth, its user name is the client key.
      `LANGFUSE_PUBLIC_KEY=${auth && customAuthParser === 'langfuse' ? key : 'unused'}`,
      'LANGFUSE_SECRET_KEY=unused',
    ],
    python: ({ base, key, auth, isWholeApi }) => {
      // The library for Python sends its traces to other paths too.
      if (!isWholeApi) return null
      return `from langfuse import Langfuse

langfuse = Langfuse(
    host=${base},
    public_key="unused",
    secret_key="unused",${auth ? `\n    additional_headers={"x-litellm-api-key": ${key}},` : ''}
)
langfuse.start_observation(name="hello").end()
langfuse.flush()`
    },
    node: ({ base, key, auth }) => `import { Langfuse } from 'langfuse'

const langfuse = new Langfuse({
  baseUrl: ${base},
  publicKey: 'unused',
  secretKey: 'unused',${auth ? `\n  additionalHeaders: { 'x-litellm-api-key': ${key} },` : ''}
})
langfuse.trace({ name: 'hello' })
await langfuse.flushAsync()`,
  },
]
