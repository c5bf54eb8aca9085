// Calls written after the documentation of each API, and the view that they must give.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noUsage } from '../../../../src/main/inspector/llm/draft.ts'
import { noCost } from '../../../../src/main/inspector/llm/price-table.ts'
import { type LlmView, llmViewSchema } from '../../../../src/shared/llm.ts'

export interface LlmFixture {
  /** Such as gemini/tools. */
  name: string
  path: string
  request: string | null
  response: string | null
  mediaType: string | null
  /** Whether the response came to its end. */
  isComplete: boolean
  expected: LlmView
}

/** What a view holds where nothing is known. */
const nothing: Omit<LlmView, 'api'> = {
  model: null,
  isStreamed: false,
  isComplete: false,
  system: null,
  prompt: [],
  tools: [],
  output: [],
  finishReason: null,
  usage: noUsage,
  cost: noCost,
  firstTokenMs: null,
  reasoningMs: null,
  tokensPerSecond: null,
  ranking: [],
  ingested: [],
  error: null,
}

const root = join(import.meta.dirname, '../../../fixtures/llm')

function read(base: string): LlmFixture {
  const text = (ending: string) => (existsSync(`${base}${ending}`) ? readFileSync(`${base}${ending}`, 'utf8') : null)
  const { path, isComplete = true, view } = JSON.parse(text('.expected.json') as string)
  const events = text('.response.sse')
  const json = text('.response.json')
  return {
    name: base.slice(root.length + 1),
    path,
    request: text('.request.json'),
    response: events ?? json,
    mediaType: events === null ? (json === null ? null : 'application/json') : 'text/event-stream',
    isComplete,
    expected: llmViewSchema.parse({ ...nothing, ...view }),
  }
}

export const fixtures: readonly LlmFixture[] = readdirSync(root).flatMap((api) =>
  readdirSync(join(root, api))
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => read(join(root, api, file.slice(0, -'.expected.json'.length)))),
)
