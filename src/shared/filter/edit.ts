// Changes a filter's text by whole tokens, as the chips and the list's context menu do.
import { type FilterTokenParts, formatToken, isSameTerm, readTokens } from './token.ts'

/** Without the token at this place among the tokens. */
export function removeToken(text: string, index: number): string {
  const token = readTokens(text)[index]
  if (!token) return text
  const before = text.slice(0, token.start).trimEnd()
  const after = text.slice(token.end).trimStart()
  return before === '' || after === '' ? before + after : `${before} ${after}`
}

/** With the token at the end. One that says the opposite gives way to it, and the same is not added twice. */
export function addToken(text: string, token: FilterTokenParts): string {
  const tokens = readTokens(text)
  const added = formatToken(token)
  const index = tokens.findIndex((other) => !other.problem && isSameTerm(other, token))
  const same = tokens[index]
  if (same) return same.isNot === token.isNot ? text : text.slice(0, same.start) + added + text.slice(same.end)
  const last = tokens.at(-1)
  // An unclosed quote would swallow what stands behind it.
  if (last?.isUnclosed) return `${text.slice(0, last.start)}${added} ${text.slice(last.start)}`
  return [text.trim(), added].filter((part) => part !== '').join(' ')
}

/** All tokens in their shortest writing, one space apart; those with a problem as they were typed. */
export function formatFilter(text: string): string {
  return readTokens(text)
    .map((token) => (token.problem ? token.text : formatToken(token)))
    .join(' ')
}
