// Names of headers that routes usually set, for completion.

export const usualHeaderNames = [
  'Authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'anthropic-version',
  'anthropic-beta',
  'OpenAI-Organization',
  'OpenAI-Project',
  'HTTP-Referer',
  'X-Title',
  'x-client-name',
  'User-Agent',
  'Accept',
  'Content-Type',
  'LANGFUSE_PUBLIC_KEY',
  'LANGFUSE_SECRET_KEY',
  'litellm_user_api_key',
] as const

/** Those that hold what is typed and do not stand there yet; none for a name that is finished. */
export function headerNameOptions(typed: string, present: readonly string[]): string[] {
  const lower = typed.toLowerCase()
  const taken = new Set(present.map((name) => name.toLowerCase()))
  const found = usualHeaderNames.filter(
    (name) => name.toLowerCase().includes(lower) && (!taken.has(name.toLowerCase()) || name.toLowerCase() === lower),
  )
  return found.length === 1 && found[0]?.toLowerCase() === lower ? [] : found
}
