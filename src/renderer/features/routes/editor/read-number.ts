// Reads the number that stands in a field.

/** `12`, `0.5`, `1e-4`; null for an empty text, NaN for anything else. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN
}
