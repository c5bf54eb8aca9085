// Finds the price of a model in a price table, for what a call cost and for who edits the table.
import type { Price } from './llm.ts'

/**
 * The price whose pattern says most of the model's name: the one with the most characters besides `*`. Where
 * prices go by the length of the prompt, the one for the shortest that holds it.
 *
 * @param input Tokens of the prompt; null finds no price that goes by its length.
 */
export function findPrice(model: string, prices: readonly Price[], input: number | null = null): Price | null {
  const names = namesOf(model)
  let best: Price | null = null
  for (const price of prices) {
    if (price.upToInput !== undefined && (input === null || input > price.upToInput)) continue
    if (!names.some((name) => matches(name, price.pattern))) continue
    if (best === null || isCloser(price, best)) best = price
  }
  return best
}

/** The name as it is, without what stands before it, and without what tells one version from another. */
function namesOf(model: string): string[] {
  const name = model.toLowerCase()
  const bare = name.replace(
    /^(?:publishers\/[^/]+\/)?models\/|^(?:openai|anthropic|google|cohere|mistral|mistralai)\//,
    '',
  )
  const timeless = bare.replace(/(?:-latest|[-@]\d{8}|-\d{4}-\d{2}-\d{2}|-00\d)$/, '')
  return [...new Set([name, bare, timeless])]
}

function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  if (rest.length === 0) return name === first
  const last = rest.pop() as string
  if (!name.startsWith(first)) return false
  let position = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, position)
    if (found === -1) return false
    position = found + piece.length
  }
  return name.length - position >= last.length && name.endsWith(last)
}

function isCloser(price: Price, best: Price): boolean {
  const difference = literalLength(price.pattern) - literalLength(best.pattern)
  if (difference !== 0) return difference > 0
  const isExact = !price.pattern.includes('*')
  if (isExact !== !best.pattern.includes('*')) return isExact
  return (price.upToInput ?? Number.POSITIVE_INFINITY) < (best.upToInput ?? Number.POSITIVE_INFINITY)
}

function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length
}
