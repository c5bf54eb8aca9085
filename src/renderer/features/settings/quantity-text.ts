// Sizes and counts as they are typed in the settings, and a size written so that reading it gives it back exactly.

/** What a text says, or in a sentence why it says nothing. */
export type Reading<Value> = { value: Value; problem: null } | { value: null; problem: string }

/** Decimal before binary, so that of two texts of the same length the decimal one is written. */
const units = [
  { name: 'B', bytes: 1 },
  { name: 'kB', bytes: 1e3 },
  { name: 'MB', bytes: 1e6 },
  { name: 'GB', bytes: 1e9 },
  { name: 'KiB', bytes: 1024 },
  { name: 'MiB', bytes: 1024 ** 2 },
  { name: 'GiB', bytes: 1024 ** 3 },
] as const

const wholePattern = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/
const sizePattern = /^(\d+|\d{1,3}(?:,\d{3})+)?(\.\d+)?\s*([a-z]*)$/i
const amounts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

export const said = <Value>(value: Value): Reading<Value> => ({ value, problem: null })
export const unsaid = (problem: string): Reading<never> => ({ value: null, problem })

const withoutCommas = (text: string) => Number(text.replaceAll(',', ''))

/** `10000` or `10,000`. */
export function readCount(text: string): Reading<number> {
  const written = text.trim()
  return wholePattern.test(written) ? said(withoutCommas(written)) : unsaid('Write a whole number, such as 10,000.')
}

/** Bytes of `64 kB`, `1.5 MB`, `16 MiB`, `2GB`; only nothing needs no unit. */
export function readBytes(text: string): Reading<number> {
  const [all, whole = '', decimals = '', unit = ''] = sizePattern.exec(text.trim()) ?? []
  const amount = withoutCommas(`${whole}${decimals}`)
  const known = units.find(({ name }) => name.toLowerCase() === unit.toLowerCase())
  if (all === undefined || whole + decimals === '' || (unit !== '' && !known))
    return unsaid('Write a size with its unit, such as 64 kB, 50 MB or 2 GB.')
  if (known) return said(Math.round(amount * known.bytes))
  return amount === 0 ? said(0) : unsaid('Add a unit: B, kB, MB or GB.')
}

/** The shortest text that says exactly these bytes: `50 MB`, `64 KiB`, `2,147,483,647 B`. */
export function writeBytes(bytes: number): string {
  const texts = units
    .filter((unit) => bytes >= unit.bytes || unit.bytes === 1)
    .map((unit) => `${amounts.format(bytes / unit.bytes)} ${unit.name}`)
    .filter((text) => readBytes(text).value === bytes)
  return texts.reduce((shortest, text) => (text.length < shortest.length ? text : shortest))
}
