// Joins what a streamed response brings in pieces, several blocks at once and in any order, into whole blocks.
import type { LlmBlock } from '../../../shared/llm.ts'

export interface OutputBlocks {
  /** Adds to the block of this key and kind, which begins with its first piece. */
  text(key: string, kind: 'text' | 'reasoning' | 'refusal', piece: string): void
  /** Reasoning of which the API shows nothing. */
  hiddenReasoning(key: string): void
  /** Begins a tool call, or tells more of it. */
  tool(key: string, part: { id?: string | null; name?: string | null; arguments?: string }): void
  /** A block in one piece; one that is there by this key is replaced. */
  whole(key: string, block: LlmBlock): void
  has(key: string): boolean
  /** The id of the tool call of this key. */
  toolId(key: string): string | null
  /** Something was brought that a reader sees. */
  readonly isStarted: boolean
  /** What was brought last belongs to reasoning. */
  readonly isReasoning: boolean
  list(): LlmBlock[]
}

export function createOutputBlocks(): OutputBlocks {
  const blocks = new Map<string, LlmBlock>()
  let isStarted = false
  let isReasoning = false
  return {
    text(key, kind, piece) {
      const found = blocks.get(key)
      if (found?.kind === kind) found.text += piece
      else blocks.set(key, { kind, text: piece })
      if (piece !== '') isStarted = true
      isReasoning = kind === 'reasoning'
    },
    hiddenReasoning(key) {
      if (!blocks.has(key)) blocks.set(key, { kind: 'reasoning', text: '' })
      isReasoning = true
    },
    tool(key, { id, name, arguments: piece = '' }) {
      isStarted = true
      isReasoning = false
      const found = blocks.get(key)
      if (found?.kind !== 'tool_call') {
        blocks.set(key, { kind: 'tool_call', id: id ?? null, name: name ?? '', arguments: piece })
        return
      }
      found.id ??= id ?? null
      if (found.name === '' && name) found.name = name
      found.arguments += piece
    },
    whole(key, block) {
      blocks.set(key, block)
      isStarted = true
      isReasoning = block.kind === 'reasoning'
    },
    has: (key) => blocks.has(key),
    toolId(key) {
      const found = blocks.get(key)
      return found?.kind === 'tool_call' ? found.id : null
    },
    get isStarted() {
      return isStarted
    },
    get isReasoning() {
      return isReasoning
    },
    list: () => [...blocks.values()].filter(isShown),
  }
}

/** Reasoning stays where it is empty: that there was some is worth knowing. */
export function isShown(block: LlmBlock): boolean {
  return !((block.kind === 'text' || block.kind === 'refusal') && block.text === '')
}
