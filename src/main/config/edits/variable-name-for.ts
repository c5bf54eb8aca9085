// Suggests the name of the variable that is to hold a credential of a config.yaml.
import { visibleTarget } from './literal-value.ts'

/** The names that LiteLLM and the providers' own libraries use, by a part of the host. */
const providers: readonly (readonly [host: RegExp, name: string])[] = [
  [/(^|\.)cohere\.(com|ai)$/, 'COHERE'],
  [/\.openai\.azure\.com$/, 'AZURE'],
  [/(^|\.)openai\.com$/, 'OPENAI'],
  [/(^|\.)anthropic\.com$/, 'ANTHROPIC'],
  [/(^|\.)mistral\.ai$/, 'MISTRAL'],
  [/^generativelanguage\.googleapis\.com$/, 'GEMINI'],
  [/(^|\.)groq\.com$/, 'GROQ'],
  [/(^|\.)jina\.ai$/, 'JINA_AI'],
  [/(^|\.)voyageai\.com$/, 'VOYAGE'],
  [/(^|\.)huggingface\.co$/, 'HUGGINGFACE'],
  [/(^|\.)openrouter\.ai$/, 'OPENROUTER'],
  [/(^|\.)deepseek\.com$/, 'DEEPSEEK'],
  [/(^|\.)together\.(xyz|ai)$/, 'TOGETHERAI'],
  [/(^|\.)perplexity\.ai$/, 'PERPLEXITYAI'],
  [/(^|\.)fireworks\.ai$/, 'FIREWORKS_AI'],
  [/(^|\.)replicate\.com$/, 'REPLICATE'],
  [/(^|\.)x\.ai$/, 'XAI'],
]

export interface CredentialPlace {
  /** Of the header or the parameter; `user` for a target's user info; master_key. */
  readonly name: string
  readonly target: string
  readonly path: string
}

/** COHERE_API_KEY for Authorization to api.cohere.com; else from the host, or from the path where that says nothing. */
export function variableNameFor({ name, target, path }: CredentialPlace): string {
  if (name === 'master_key') return 'THROUGHLINE_MASTER_KEY'
  if (/^LANGFUSE_(?:PUBLIC|SECRET)_KEY$/.test(name)) return name
  const host = hostOf(target)
  const provider = providers.find(([pattern]) => pattern.test(host))?.[1]
  const known =
    provider ?? (upper(labelOf(host)) || upper(path.split('/').findLast((part) => /[a-z]/i.test(part)) ?? ''))
  const kind = kindOf(name)
  const wanted = known === '' ? kind : kind === known || kind.startsWith(`${known}_`) ? kind : `${known}_${kind}`
  return (/^[A-Z_]/.test(wanted) ? wanted : `KEY_${wanted}`).slice(0, 60)
}

function hostOf(target: string): string {
  return (/^https?:\/\/([^/?#:]*)/i.exec(visibleTarget(target))?.[1] ?? '').toLowerCase()
}

/** `example` of api.example.com; empty for an address, a name of this machine or a variable. */
function labelOf(host: string): string {
  const labels = host.split('.').filter((label) => label !== '')
  if (labels.length < 2 || /^[\d.]+$/.test(host) || host.startsWith('os.environ')) return ''
  const isCountry = labels.length > 2 && /^(?:ac|co|com|edu|gov|net|org)$/.test(labels.at(-2) ?? '')
  return labels.at(isCountry ? -3 : -2) ?? ''
}

function kindOf(name: string): string {
  if (name === 'user') return 'PASSWORD'
  if (/^(?:proxy-)?authorization$|^(?:x[-_])?(?:goog[-_])?api[-_]?key$|^key$|subscription-key$/i.test(name))
    return 'API_KEY'
  return upper(name.replace(/^x[-_]/i, '')) || 'API_KEY'
}

function upper(text: string): string {
  const words = text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
  return words.replaceAll(/^_+|_+$/g, '')
}
