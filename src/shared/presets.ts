// The APIs that a route can be made for with one choice: where each is, and the header that its key belongs in.
import { newRouteFields, type RouteFields } from './route.ts'

export interface Preset {
  id: string
  name: string
  /** Two letters that stand for it in a list. */
  tile: string
  target: string
  path: string
  /**
   * The header in which the API's own libraries send their key, so that the real one takes the place of theirs;
   * none where the API asks for no key.
   */
  headers: readonly { readonly name: string; readonly value: string }[]
  /** What follows the route's path in the base URL that clients are given. */
  base: string
  /** What a client needs beside that base URL. */
  clients: string
  /** The page that says how the API knows its callers. */
  docs: string
}

const bearer = (variable: string) => [{ name: 'Authorization', value: `Bearer os.environ/${variable}` }]
const anyKey = 'Give the client any text as its key.'

export const presets: readonly Preset[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    tile: 'OA',
    target: 'https://api.openai.com',
    path: '/openai',
    headers: bearer('OPENAI_API_KEY'),
    base: '/v1',
    clients: anyKey,
    docs: 'https://platform.openai.com/docs/api-reference/authentication',
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    tile: 'An',
    target: 'https://api.anthropic.com',
    path: '/anthropic',
    // Its library sent the key in the first, and sends it in the second since 1.0: whichever comes is replaced.
    headers: [{ name: 'x-api-key', value: 'os.environ/ANTHROPIC_API_KEY' }, ...bearer('ANTHROPIC_API_KEY')],
    base: '',
    clients: anyKey,
    docs: 'https://docs.anthropic.com/en/api/overview',
  },
  {
    id: 'cohere',
    name: 'Cohere',
    tile: 'Co',
    target: 'https://api.cohere.com',
    path: '/cohere',
    headers: bearer('COHERE_API_KEY'),
    base: '',
    clients: anyKey,
    docs: 'https://docs.cohere.com/docs/create-client',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    tile: 'Mi',
    target: 'https://api.mistral.ai',
    path: '/mistral',
    headers: bearer('MISTRAL_API_KEY'),
    base: '',
    clients: anyKey,
    docs: 'https://docs.mistral.ai/api',
  },
  {
    id: 'gemini',
    name: 'Gemini',
    tile: 'Ge',
    target: 'https://generativelanguage.googleapis.com',
    path: '/gemini',
    headers: [{ name: 'x-goog-api-key', value: 'os.environ/GEMINI_API_KEY' }],
    base: '',
    clients: `${anyKey} It belongs in x-goog-api-key: a key in the query, as ?key=, would be sent on.`,
    docs: 'https://ai.google.dev/gemini-api/docs/api-key',
  },
  {
    id: 'groq',
    name: 'Groq',
    tile: 'Gr',
    target: 'https://api.groq.com',
    path: '/groq',
    headers: bearer('GROQ_API_KEY'),
    base: '',
    clients: `${anyKey} For an OpenAI client, add /openai/v1 to the base URL.`,
    docs: 'https://console.groq.com/docs/openai',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    tile: 'OR',
    target: 'https://openrouter.ai',
    path: '/openrouter',
    headers: bearer('OPENROUTER_API_KEY'),
    base: '/api/v1',
    clients: anyKey,
    docs: 'https://openrouter.ai/docs/api-reference/authentication',
  },
  {
    id: 'langfuse',
    name: 'Langfuse',
    tile: 'Lf',
    target: 'https://cloud.langfuse.com',
    path: '/langfuse',
    headers: [
      { name: 'LANGFUSE_PUBLIC_KEY', value: 'os.environ/LANGFUSE_PUBLIC_KEY' },
      { name: 'LANGFUSE_SECRET_KEY', value: 'os.environ/LANGFUSE_SECRET_KEY' },
    ],
    base: '',
    clients: 'Give the client any texts as its public and its secret key.',
    docs: 'https://langfuse.com/docs/api-and-data-platform/features/public-api',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    tile: 'Ol',
    target: 'http://127.0.0.1:11434',
    path: '/ollama',
    headers: [],
    base: '',
    clients: 'It needs no key. For an OpenAI client, add /v1 to the base URL.',
    docs: 'https://docs.ollama.com/api',
  },
]

/** Variables that its headers need, each once. */
export function presetVariables({ headers }: Preset): string[] {
  return [...new Set(headers.flatMap(({ value }) => /os\.environ\/(\w+)/.exec(value)?.[1] ?? []))]
}

/** The path itself, or the first of `/openai-2`, `/openai-3` and so on that no route has. */
export function freePath(path: string, taken: readonly string[]): string {
  const paths = new Set(taken)
  let free = path
  for (let number = 2; paths.has(free); number += 1) free = `${path}-${number}`
  return free
}

/** @param taken paths of the routes that are there */
export function presetFields({ path, target, headers }: Preset, taken: readonly string[]): RouteFields {
  return {
    ...newRouteFields,
    path: freePath(path, taken),
    target,
    includeSubpath: true,
    headers: headers.map((header) => ({ ...header })),
  }
}

/** A route to be filled in: valid as it stands, so that it is in the table at once. */
export function customFields(taken: readonly string[]): RouteFields {
  return { ...newRouteFields, path: freePath('/new-route', taken), target: 'https://api.example.com' }
}
