// Tells what an image, a file or audio in a message is, without its bytes.
import type { LlmBlock } from '../../../shared/llm.ts'
import { asName } from './json.ts'

/** Longer addresses are cut. */
const longestName = 200

export function attachment(mediaType: unknown, name: unknown): LlmBlock {
  return { kind: 'attachment', mediaType: asName(mediaType), name: asName(name)?.slice(0, longestName) ?? null }
}

/** By its address: a data URL tells its media type, any other its name. The query stays out: it may hold a key. */
export function attachmentAt(url: unknown, name: unknown = null): LlmBlock {
  const text = asName(url)
  if (text === null) return attachment(null, name)
  const data = /^data:([^;,]*)/i.exec(text.slice(0, longestName))
  if (data) return attachment(data[1], name)
  return attachment(null, asName(name) ?? text.slice(0, longestName).split(/[?#]/, 1)[0])
}
