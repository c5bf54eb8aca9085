// Reads the token counts of the Gemini API.
import type { LlmUsage } from '../../../shared/llm.ts'
import { asCount, asObjects, type JsonObject, sumOf } from './json.ts'

/** `promptTokenCount` counts cached tokens too, `candidatesTokenCount` no thoughts. A count of 0 is left out. */
export function geminiUsage(usage: JsonObject): LlmUsage {
  const reasoning = asCount(usage.thoughtsTokenCount)
  return {
    input: sumOf(asCount(usage.promptTokenCount), asCount(usage.toolUsePromptTokenCount)),
    cachedInput: asCount(usage.cachedContentTokenCount),
    cacheWrite: null,
    output: sumOf(asCount(usage.candidatesTokenCount), reasoning),
    reasoning,
  }
}

/** Audio and made images have prices of their own; so have batches and other tariffs than the standard one. */
export function isOffList(usage: JsonObject): boolean {
  const tier = typeof usage.trafficType === 'string' ? usage.trafficType : 'ON_DEMAND'
  const input = asObjects(usage.promptTokensDetails)
  const output = asObjects(usage.candidatesTokensDetails)
  return (
    tier !== 'ON_DEMAND' ||
    input.some(({ modality }) => modality === 'AUDIO') ||
    output.some(({ modality }) => modality !== 'TEXT')
  )
}
