// An event's preview in two parts: what kind of thing it is, and what it says.
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'

export interface EventPreview {
  /** Dimmed, before the text; null where it says nothing. */
  kind: string | null
  text: string
}

type Json = Record<string, unknown>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const quoted = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : '')

/** Where a preview is cut, the content is looked for by its usual names. */
const piece = /"(content|text|delta|partial_json|thinking|arguments)"\s*:\s*("(?:[^"\\]|\\.)*"?)/

/** An event has its type beside it; a WebSocket's message has it only in what it holds. */
export function eventPreview({ preview }: Pick<StreamMessage, 'preview'>, isWebSocket = false): EventPreview {
  const said = sayIt(preview)
  if (!isWebSocket || said.kind !== null) return said
  const [head, type] = /^\{"type"\s*:\s*"([^"]+)"\s*,?\s*/.exec(preview) ?? []
  if (head === undefined || type === undefined) return said
  const rest = preview.slice(head.length)
  return { kind: type, text: rest === '' || rest === '}' ? '' : `{${rest}` }
}

function sayIt(preview: string): EventPreview {
  if (!preview.startsWith('{')) return { kind: null, text: preview }
  const data = parse(preview)
  if (data === null) {
    const [, kind, text] = piece.exec(preview) ?? []
    return kind !== undefined && text !== undefined ? { kind, text } : { kind: null, text: preview }
  }
  return (
    fromDelta(data) ?? fromBlock(data) ?? fromChoice(data) ?? { kind: null, text: saysItsType(data) ? '' : preview }
  )
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** Anthropic's and OpenAI's responses' deltas. */
function fromDelta({ delta, type }: Json): EventPreview | null {
  if (typeof delta === 'string') return { kind: 'delta', text: quoted(delta) }
  if (!isRecord(delta)) return null
  const text = delta.text ?? delta.partial_json ?? delta.thinking
  if (typeof text === 'string')
    return { kind: typeof delta.type === 'string' ? delta.type : 'delta', text: quoted(text) }
  if (typeof delta.stop_reason === 'string') return { kind: 'stop_reason', text: delta.stop_reason }
  if (isRecord(delta.message) && isRecord(delta.message.content))
    return { kind: typeof type === 'string' ? null : 'delta', text: quoted(delta.message.content.text) }
  return null
}

/** As a ping does: its type stands beside it. */
function saysItsType(data: Json): boolean {
  return Object.keys(data).join() === 'type'
}

function fromBlock({ content_block: block, index }: Json): EventPreview | null {
  if (isRecord(block)) {
    const name = typeof block.name === 'string' ? block.name : ''
    return { kind: typeof block.type === 'string' ? block.type : null, text: name }
  }
  return typeof index === 'number' ? { kind: 'index', text: String(index) } : null
}

function fromChoice({ choices }: Json): EventPreview | null {
  const choice: unknown = Array.isArray(choices) ? choices[0] : null
  if (!isRecord(choice)) return null
  const delta = isRecord(choice.delta) ? choice.delta : {}
  for (const kind of ['content', 'reasoning_content', 'reasoning', 'refusal'])
    if (typeof delta[kind] === 'string' && delta[kind] !== '') return { kind, text: quoted(delta[kind]) }
  if (Array.isArray(delta.tool_calls)) return { kind: 'tool_calls', text: JSON.stringify(delta.tool_calls[0] ?? null) }
  if (typeof choice.finish_reason === 'string') return { kind: 'finish_reason', text: choice.finish_reason }
  return typeof delta.role === 'string' ? { kind: 'role', text: delta.role } : null
}
