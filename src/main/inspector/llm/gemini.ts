// Reads Gemini's generateContent and streamGenerateContent, whose stream is of events or one JSON array.
import { readError } from './api-error.ts'
import { type ApiFamily, createDraft, joinTexts, type LlmDraft, noteEvent } from './draft.ts'
import { geminiBlocks, geminiMessages, geminiTools } from './gemini-content.ts'
import { geminiUsage, isOffList } from './gemini-usage.ts'
import { asName, asObject, asObjects, firstOf, type JsonObject } from './json.ts'
import { createOutputBlocks, isShown, type OutputBlocks } from './output-blocks.ts'

export const gemini: ApiFamily = {
  api: 'gemini',
  isRequest(request) {
    const contents = asObjects(request.contents)
    return contents.length > 0 && contents.every(({ parts }) => Array.isArray(parts))
  },
  isResponse: (response) => isContent(response),
  isEvent: (event) => isContent(event),
  read(call) {
    const draft = createDraft('gemini', call)
    readRequest(draft, call.request, call.path)
    if (call.response.kind === 'events') readChunks(draft, call.response)
    else if (call.response.kind === 'json') readChunk(draft, asObject(call.response.value))
    if (call.response.kind === 'none') draft.isStreamed = /:streamGenerateContent$/.test(call.path)
    return draft
  },
}

/** A last chunk may hold token counts alone. */
function isContent(value: JsonObject): boolean {
  const candidates = asObjects(value.candidates)
  if (candidates.length > 0) return candidates.every((one) => asObject(one.content) !== null || 'finishReason' in one)
  return asObject(value.usageMetadata) !== null || asObject(asObject(value.promptFeedback)) !== null
}

function readRequest(draft: LlmDraft, request: JsonObject | null, path: string): void {
  // The request's body does not name the model.
  draft.model = /\/models\/([^/:]+)(?::|$)/.exec(path)?.[1] ?? null
  if (request === null) return
  draft.model ??= asName(request.model)
  const system = asObject(firstOf(request, 'systemInstruction', 'system_instruction'))
  draft.system = joinTexts(geminiBlocks(system?.parts).filter(isShown))
  draft.prompt = geminiMessages(request.contents)
  draft.tools = geminiTools(request.tools)
}

/** Everything about a chunk but what it brings. */
function readState(draft: LlmDraft, chunk: JsonObject): void {
  draft.error ??= readError(chunk)
  draft.model = asName(chunk.modelVersion) ?? draft.model
  const blocked = asName(asObject(chunk.promptFeedback)?.blockReason)
  draft.finishReason = asName(asObjects(chunk.candidates)[0]?.finishReason) ?? blocked ?? draft.finishReason
  const usage = asObject(chunk.usageMetadata)
  if (usage === null) return
  draft.usage = geminiUsage(usage)
  draft.isOffList = isOffList(usage)
}

function readChunk(draft: LlmDraft, response: JsonObject | null): void {
  if (response === null) return
  readState(draft, response)
  draft.isComplete = true
  const parts = asObjects(response.candidates).map(({ content }) => asObject(content)?.parts)
  draft.output = parts.flatMap(geminiBlocks).filter(isShown)
}

function readChunks(draft: LlmDraft, response: { values: readonly unknown[]; isClosed: boolean }): void {
  const output = createOutputBlocks()
  const places = new Map<number, number>()
  for (const [index, value] of response.values.entries()) {
    const chunk = asObject(value)
    if (chunk === null) continue
    readState(draft, chunk)
    for (const [place, { content }] of asObjects(chunk.candidates).entries()) {
      addParts(output, place, asObject(content)?.parts, places)
    }
    noteEvent(draft, output, index)
  }
  draft.output = output.list()
  draft.isComplete = response.isClosed && draft.finishReason !== null && draft.error === null
}

/** Text goes on where the block before is of its kind; everything else comes in one piece. */
function addParts(output: OutputBlocks, candidate: number, parts: unknown, places: Map<number, number>): void {
  for (const block of geminiBlocks(parts)) {
    const last = places.get(candidate) ?? 0
    const isText = block.kind === 'text' || block.kind === 'reasoning'
    const key = `${candidate} ${last} ${block.kind}`
    if (isText && output.has(key)) output.text(key, block.kind, block.text)
    else {
      places.set(candidate, last + 1)
      const next = `${candidate} ${last + 1} ${block.kind}`
      if (!isText) output.whole(next, block)
      else if (block.text !== '') output.text(next, block.kind, block.text)
    }
  }
}
