// Reads the token counts of Cohere's APIs, which count one thing and bill another.
import type { LlmUsage } from '../../../shared/llm.ts'
import { type BilledUsage, noUsage } from './draft.ts'
import { asCount, asObject } from './json.ts'

/**
 * `tokens` is all that the model read and wrote, Cohere's own preamble included; `billed_units` is what is paid
 * for. Without the latter nothing is known of the cost.
 */
export function cohereUsage(value: unknown): { usage: LlmUsage; billed: BilledUsage } {
  const usage = asObject(value)
  const tokens = asObject(usage?.tokens)
  const units = asObject(usage?.billed_units)
  const billed = { ...noUsage, input: asCount(units?.input_tokens), output: asCount(units?.output_tokens) }
  const counted = {
    ...noUsage,
    input: asCount(tokens?.input_tokens) ?? billed.input,
    cachedInput: asCount(usage?.cached_tokens),
    output: asCount(tokens?.output_tokens) ?? billed.output,
  }
  return { usage: counted, billed }
}
