// Masks credentials in the header lines of a file, written or read, in the way that captured ones are masked.
import { mask } from '../../../shared/exchange-detail.ts'
import { maskCharacter } from '../heads.ts'
import type { Masking } from '../masking.ts'

/** The values of these headers as they may be shown, in their order. */
export function maskedValues(headers: readonly { name: string; value: string }[], masking: Masking): string[] {
  const list = headers.flatMap(({ name, value }) => [name, value])
  const masked = masking.headers(list, [])
  return headers.map((_, index) => (masked[2 * index + 1] as string).replaceAll(maskCharacter, mask))
}
