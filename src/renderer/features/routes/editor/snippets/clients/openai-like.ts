// Calls of libraries that are made like OpenAI's: a client with a URL and a key, and chat completions.
import { type ClientCall, type CodeContext, hello } from '../client-call.ts'

interface Library {
  imports: string
  /** The client's class. */
  client: string
  /** How its constructor calls the base URL. */
  url: string
  /** The method that asks for a chat completion. */
  create: string
}

export interface OpenaiLike {
  python: Library
  node: Library
  environment: ClientCall['environment']
}

/** What follows the making of the client, in each language. */
interface Lines {
  python: string
  node: string
}

const pythonCode = ({ imports, client, url }: Library, { base, key }: CodeContext, lines: string) =>
  `${imports}\n\nclient = ${client}(\n    ${url}=${base},\n    api_key=${key},\n)\n${lines}`

const nodeCode = ({ imports, client, url }: Library, { base, key }: CodeContext, lines: string) =>
  `${imports}\n\nconst client = new ${client}({\n  ${url}: ${base},\n  apiKey: ${key},\n})\n${lines}`

/** A POST, or a GET where there is no body. */
export function openaiLikeCall(
  { python, node, environment }: OpenaiLike,
  { root, path, body }: Pick<ClientCall, 'root' | 'path' | 'body'>,
  lines: Lines,
): ClientCall {
  return {
    method: body === null ? 'GET' : 'POST',
    root,
    path,
    body,
    environment,
    python: (context) => pythonCode(python, context, lines.python),
    node: (context) => nodeCode(node, context, lines.node),
  }
}

export function chatCall(library: OpenaiLike, place: Pick<ClientCall, 'root' | 'path'>, model: string): ClientCall {
  return openaiLikeCall(
    library,
    { ...place, body: { model, messages: hello } },
    {
      python: `answer = client.${library.python.create}(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
      node: `const answer = await client.${library.node.create}({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(answer.choices[0].message.content)`,
    },
  )
}
