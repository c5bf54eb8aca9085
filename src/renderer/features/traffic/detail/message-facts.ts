// What the Message tab says in numbers and words: usage by kind with its price, and what the prompt holds.
import { formatCount, formatPlural } from '../../../../shared/format.ts'
import type { LlmCost, LlmView, Price, UnpricedTokens } from '../../../../shared/llm.ts'

export interface UsageRow {
  label: string
  /** Dimmed, after the label. */
  note: string | null
  tokens: number | null
  /** USD for a million tokens. */
  price: number | null
  /** USD. */
  cost: number | null
}

/** `price` is the one that the cost was worked out with; null where none fits. */
export function usageRows({ usage, cost }: Pick<LlmView, 'usage' | 'cost'>, price: Price | null): UsageRow[] {
  const { input, cachedInput, cacheWrite, output, reasoning } = usage
  const rows: UsageRow[] = []
  const plainInput = input === null ? null : Math.max(0, input - (cachedInput ?? 0) - (cacheWrite ?? 0))
  rows.push({ label: 'Input', note: null, tokens: plainInput, price: price?.input ?? null, cost: cost.input })
  if (cachedInput !== null && cachedInput > 0)
    rows.push({
      label: 'Cache read',
      note: null,
      tokens: cachedInput,
      price: price?.cachedInput ?? null,
      cost: cost.cachedInput,
    })
  if (cacheWrite !== null && cacheWrite > 0)
    rows.push({
      label: 'Cache write',
      note: null,
      tokens: cacheWrite,
      price: price?.cacheWrite ?? null,
      cost: cost.cacheWrite,
    })
  const note = reasoning !== null && reasoning > 0 ? `incl. ${formatCount(reasoning)} thinking` : null
  if (output !== null || cost.output !== null || input === null)
    rows.push({ label: 'Output', note, tokens: output, price: price?.output ?? null, cost: cost.output })
  return rows
}

const unpricedWords: Record<UnpricedTokens, string> = {
  cachedInput: 'cached input',
  cacheWrite: 'cache writes',
  longCacheWrite: 'cache writes kept for an hour',
  output: 'output',
}

/** Why the total is not known, `no price for cached input`; null where that is not for want of a price. */
export function missingPrices({ total, unpriced }: Pick<LlmCost, 'total' | 'unpriced'>): string | null {
  if (total !== null || unpriced.length === 0) return null
  return `no price for ${unpriced.map((kind) => unpricedWords[kind]).join(' and ')}`
}

/** An ingestion has no tokens of its own, and a rerank that counts none has nothing to list. */
export function hasUsage({ api, usage, cost }: Pick<LlmView, 'api' | 'usage' | 'cost'>): boolean {
  if (api === 'langfuse-ingestion') return false
  return api !== 'cohere-rerank' || usage.input !== null || usage.output !== null || cost.total !== null
}

/** `system, 3 messages, 2 tools` */
export function promptWords({ system, prompt, tools }: Pick<LlmView, 'system' | 'prompt' | 'tools'>): string {
  return [
    system !== null && 'system',
    prompt.length > 0 && formatPlural(prompt.length, 'message'),
    tools.length > 0 && formatPlural(tools.length, 'tool'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What the model waits for, where it stopped for that: `2 tool results`. */
export function awaitedResults({ output, finishReason, isComplete }: LlmView): number | null {
  const calls = output.filter(({ kind }) => kind === 'tool_call').length
  return isComplete && calls > 0 && finishReason !== 'error' ? calls : null
}

/** The text of the answer as one, as it is copied. */
export function answerText({ output }: Pick<LlmView, 'output'>): string {
  return output.flatMap((block) => (block.kind === 'text' || block.kind === 'refusal' ? [block.text] : [])).join('\n\n')
}

/** A tool call's arguments in one line, for its folded head. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200)
}
