// Calls of the OpenAI libraries, which speak to every API of the same shape.
import { type ClientCall, type CodeContext, hello } from '../client-call.ts'

const environment: ClientCall['environment'] = ({ base, key }) => [`OPENAI_BASE_URL=${base}`, `OPENAI_API_KEY=${key}`]

const python = ({ base, key }: CodeContext, lines: string) =>
  `from openai import OpenAI\n\nclient = OpenAI(\n    base_url=${base},\n    api_key=${key},\n)\n${lines}`

const node = ({ base, key }: CodeContext, lines: string) =>
  `import OpenAI from 'openai'\n\nconst client = new OpenAI({\n  baseURL: ${base},\n  apiKey: ${key},\n})\n${lines}`

/** @param root the path in front of /chat/completions, such as /v1 */
export function openaiCalls(root: string, model: string, embeddingModel: string | null = null): ClientCall[] {
  const calls: ClientCall[] = [
    {
      method: 'POST',
      root,
      path: '/chat/completions',
      body: { model, messages: hello },
      environment,
      python: (context) =>
        python(
          context,
          `answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
        ),
      node: (context) =>
        node(
          context,
          `const answer = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(answer.choices[0].message.content)`,
        ),
    },
    {
      method: 'GET',
      root,
      path: '/models',
      body: null,
      environment,
      python: (context) => python(context, 'for model in client.models.list():\n    print(model.id)'),
      node: (context) => node(context, 'for await (const model of client.models.list()) console.log(model.id)'),
    },
  ]
  if (embeddingModel !== null) calls.push(responseCall(root, model), embeddingCall(root, embeddingModel))
  return calls
}

function responseCall(root: string, model: string): ClientCall {
  return {
    method: 'POST',
    root,
    path: '/responses',
    body: { model, input: 'Hello' },
    environment,
    python: (context) =>
      python(context, `answer = client.responses.create(model="${model}", input="Hello")\nprint(answer.output_text)`),
    node: (context) =>
      node(
        context,
        `const answer = await client.responses.create({ model: '${model}', input: 'Hello' })
console.log(answer.output_text)`,
      ),
  }
}

function embeddingCall(root: string, model: string): ClientCall {
  return {
    method: 'POST',
    root,
    path: '/embeddings',
    body: { model, input: 'Hello' },
    environment,
    python: (context) =>
      python(
        context,
        `answer = client.embeddings.create(model="${model}", input="Hello")\nprint(len(answer.data[0].embedding))`,
      ),
    node: (context) =>
      node(
        context,
        `const answer = await client.embeddings.create({ model: '${model}', input: 'Hello' })
console.log(answer.data[0].embedding.length)`,
      ),
  }
}
