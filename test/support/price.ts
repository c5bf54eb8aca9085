// A price for tests: what is not given is as of a plain model.
import type { Price } from '../../src/shared/llm.ts'

export function price(pattern: string, changes: Partial<Price> = {}): Price {
  return { pattern, input: 1, cachedInput: null, cacheWrite: null, output: 4, source: null, date: null, ...changes }
}
