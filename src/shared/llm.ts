// What a call of a language model says, joined from its request and its response, whatever the API's own shape.
import { z } from 'zod'

export const llmApis = [
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'cohere-chat',
  'cohere-rerank',
  'gemini',
  'langfuse-ingestion',
] as const
export type LlmApi = (typeof llmApis)[number]

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('reasoning'), text: z.string() }),
  z.object({ kind: z.literal('refusal'), text: z.string() }),
  /** `arguments` as it was sent: JSON text, perhaps unfinished. */
  z.object({ kind: z.literal('tool_call'), id: z.string().nullable(), name: z.string(), arguments: z.string() }),
  z.object({ kind: z.literal('tool_result'), id: z.string().nullable(), text: z.string() }),
  /** An image, a file or audio: what it is, without its bytes. */
  z.object({ kind: z.literal('attachment'), mediaType: z.string().nullable(), name: z.string().nullable() }),
])
export type LlmBlock = z.infer<typeof blockSchema>

const messageSchema = z.object({ role: z.string(), blocks: z.array(blockSchema) })
export type LlmMessage = z.infer<typeof messageSchema>

/** Tokens as the API counted them; null where it did not say. */
export const llmUsageSchema = z.object({
  /** All input tokens, those read from a cache among them. */
  input: z.number().nullable(),
  cachedInput: z.number().nullable(),
  /** Input tokens written to a cache, among `input`. */
  cacheWrite: z.number().nullable(),
  /** All output tokens, reasoning among them. */
  output: z.number().nullable(),
  reasoning: z.number().nullable(),
})
export type LlmUsage = z.infer<typeof llmUsageSchema>

/** Tokens that may have no price of their own, though others of the model have one. */
export const unpricedTokens = ['cachedInput', 'cacheWrite', 'longCacheWrite', 'output'] as const
export type UnpricedTokens = (typeof unpricedTokens)[number]

/** USD; null where the price or the count is not known. */
export const llmCostSchema = z.object({
  input: z.number().nullable(),
  cachedInput: z.number().nullable(),
  cacheWrite: z.number().nullable(),
  output: z.number().nullable(),
  total: z.number().nullable(),
  /** The pattern of the price that was used; null where none fits. */
  pricedAs: z.string().nullable(),
  /** What was used and has no price there: so the total is not known. */
  unpriced: z.array(z.enum(unpricedTokens)),
})
export type LlmCost = z.infer<typeof llmCostSchema>

export const llmViewSchema = z.object({
  api: z.enum(llmApis),
  model: z.string().nullable(),
  isStreamed: z.boolean(),
  /** False while the response is on its way, and where it broke. */
  isComplete: z.boolean(),
  system: z.string().nullable(),
  prompt: z.array(messageSchema),
  tools: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
  output: z.array(blockSchema),
  /** In the API's own word: stop, tool_use, MAX_TOKENS, … */
  finishReason: z.string().nullable(),
  usage: llmUsageSchema,
  cost: llmCostSchema,
  /** Milliseconds from the request to the first text, reasoning or tool call. */
  firstTokenMs: z.number().nullable(),
  /** Milliseconds from the first of the reasoning to its last; null where it was not streamed. */
  reasoningMs: z.number().nullable(),
  /** Output tokens by the time from the first token to the last byte; null where one of them is not known. */
  tokensPerSecond: z.number().nullable(),
  /** Reranked documents, best first. */
  ranking: z.array(z.object({ index: z.number(), score: z.number(), text: z.string().nullable() })),
  /** Ingested Langfuse events and what became of each. */
  ingested: z.array(
    z.object({
      id: z.string().nullable(),
      type: z.string(),
      name: z.string().nullable(),
      status: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
  error: z.object({ type: z.string().nullable(), message: z.string() }).nullable(),
})
export type LlmView = z.infer<typeof llmViewSchema>

/** USD per million tokens of the models that the pattern names; null where a kind has no price of its own. */
export const priceSchema = z.strictObject({
  /** A model's name, where `*` stands for any characters. */
  pattern: z.string().min(1).max(200),
  input: z.number().nonnegative(),
  cachedInput: z.number().nonnegative().nullable(),
  cacheWrite: z.number().nonnegative().nullable(),
  /** Of writes to a cache that are kept for an hour or more, where they cost more than others. */
  longCacheWrite: z.number().nonnegative().optional(),
  output: z.number().nonnegative().nullable(),
  /** The price is for prompts of up to so many tokens, where longer ones cost more. */
  upToInput: z.number().int().positive().optional(),
  /** Where the price was read. */
  source: z.string().max(500).nullable(),
  /** When it was read, such as 2026-11-23. */
  date: z.string().max(40).nullable(),
})
export type Price = z.infer<typeof priceSchema>

export const priceTableSchema = z.object({
  prices: z.array(priceSchema),
  /** Whether the user's own table is in use instead of the one that comes with the product. */
  isEdited: z.boolean(),
})
export type PriceTable = z.infer<typeof priceTableSchema>
