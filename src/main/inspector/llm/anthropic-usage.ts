// Reads the token counts of Anthropic's Messages API.
import type { BilledUsage } from './draft.ts'
import { asCount, asName, asObject, type JsonObject, sumOf } from './json.ts'

/** `input_tokens` counts neither what was read from a cache nor what was written to one. */
export function anthropicUsage(usage: JsonObject): BilledUsage {
  const fresh = asCount(usage.input_tokens)
  const cachedInput = asCount(usage.cache_read_input_tokens)
  const cacheWrite = asCount(usage.cache_creation_input_tokens)
  return {
    input: fresh === null ? null : sumOf(fresh, cachedInput, cacheWrite),
    cachedInput,
    cacheWrite,
    output: asCount(usage.output_tokens),
    reasoning: asCount(asObject(usage.output_tokens_details)?.thinking_tokens),
    longCacheWrite: asCount(asObject(usage.cache_creation)?.ephemeral_1h_input_tokens),
  }
}

/** Batches, priority and fast mode, and inference held within one country, have tariffs of their own. */
export function isOffList(usage: JsonObject): boolean {
  const tier = asName(usage.service_tier)
  return (tier !== null && tier !== 'standard') || usage.speed === 'fast' || usage.inference_geo === 'us'
}
