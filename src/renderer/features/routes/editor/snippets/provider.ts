// Which API a target is, told by its host, and the calls that its libraries make.
import type { ClientCall } from './client-call.ts'
import { anthropicCalls } from './clients/anthropic.ts'
import { cohereCalls } from './clients/cohere.ts'
import { geminiCalls } from './clients/gemini.ts'
import { groqCalls } from './clients/groq.ts'
import { langfuseCalls } from './clients/langfuse.ts'
import { mistralCalls } from './clients/mistral.ts'
import { ollamaCalls } from './clients/ollama.ts'
import { openaiCalls } from './clients/openai.ts'

const byHost: readonly (readonly [host: RegExp, calls: readonly ClientCall[]])[] = [
  [/(?:^|\.)api\.openai\.com$/, openaiCalls('/v1', 'gpt-5-mini', 'text-embedding-3-small')],
  [/^api\.anthropic\.com$/, anthropicCalls],
  [/^api\.cohere\.(?:com|ai)$/, cohereCalls],
  [/^api\.mistral\.ai$/, mistralCalls],
  [/^generativelanguage\.googleapis\.com$/, geminiCalls],
  [/^api\.groq\.com$/, groqCalls],
  [/^openrouter\.ai$/, openaiCalls('/api/v1', 'openai/gpt-5-mini')],
  [/(?:^|\.)langfuse\.com$/, langfuseCalls],
  [/:11434$/, ollamaCalls],
]

/** The first call is the one to show where a route takes several; none for an API that is not known. */
export function callsOf(target: string): readonly ClientCall[] {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(target)?.[1]?.toLowerCase()
  return (host && byHost.find(([pattern]) => pattern.test(host))?.[1]) || []
}
