// Text conditions that ignore case: free text in several columns, and patterns with `*`.
import type { Condition } from './kinds.ts'

export type TextTest = (value: string) => boolean

/** Values that repeat more often than not are remembered up to this many. */
const rememberedValues = 2000

/** The same test, with its answers kept for values seen before: far fewer models and routes are there than exchanges. */
export function remembered(test: TextTest): TextTest {
  const answers = new Map<string, boolean>()
  return (value) => {
    const known = answers.get(value)
    if (known !== undefined) return known
    const answer = test(value)
    if (answers.size < rememberedValues) answers.set(value, answer)
    return answer
  }
}

/** Contained in the path, host, route, model, method or status. */
export function hasText(text: string): Condition {
  const wanted = text.toLowerCase()
  const contains = (value: string) => value.toLowerCase().includes(wanted)
  const isIn = remembered(contains)
  const isInNullable = (value: string | null) => value !== null && isIn(value)
  const statuses = new Set<number>()
  if (/^\d{1,3}$/.test(wanted)) {
    for (let status = 100; status < 1000; status += 1) if (String(status).includes(wanted)) statuses.add(status)
  }
  return ({ path, upstream, route, model, method, status }) =>
    isInNullable(upstream) ||
    isInNullable(route) ||
    isInNullable(model) ||
    isIn(method) ||
    (status !== null && statuses.has(status)) ||
    contains(path)
}

/** The whole value, where `*` stands for any characters if `hasWildcards`. `wanted` is in lower case. */
export function patternMatcher(wanted: string, hasWildcards: boolean): TextTest {
  if (!hasWildcards || !wanted.includes('*')) return (value) => value.toLowerCase() === wanted
  const pieces = wanted.split('*')
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '')
  // The first place for each piece is always good enough, so that there is nothing to go back to.
  return (written) => {
    const value = written.toLowerCase()
    if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false
    let position = first.length
    const end = value.length - last.length
    for (const piece of middle) {
      const found = value.indexOf(piece, position)
      if (found === -1 || found + piece.length > end) return false
      position = found + piece.length
    }
    return true
  }
}
