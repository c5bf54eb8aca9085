// Writes a string as YAML: plain where every YAML 1.1 reader takes it for that string, else in quotes.
import { isScalar } from 'yaml'
import { parseYaml } from '../yaml-text.ts'

export type Quote = '' | "'" | '"'

export interface ScalarStyle {
  /** The quotes to take; where they are none, those that are needed. */
  readonly quote: Quote
  /** Between brackets or braces, where more characters mean something. */
  readonly isInFlow: boolean
}

export function formatString(value: string, { quote, isInFlow }: ScalarStyle): string {
  if (quote === '' && isPlain(value, isInFlow)) return value
  return quote === "'" && isPrintable(value) ? `'${value.replaceAll("'", "''")}'` : doubleQuoted(value)
}

/** Of a scalar as it is written. */
export function quoteOf(source: string): Quote {
  const first = source.charAt(0)
  return first === '"' || first === "'" ? first : ''
}

/** Without an exponent, which PyYAML takes for a string. */
export function formatNumber(value: number): string {
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value)) ?? []
  if (whole === undefined) return String(value)
  const digits = whole + fraction
  const places = Number(exponent)
  return `${sign}${places < 0 ? `0.${'0'.repeat(-places - 1)}${digits}` : digits.padEnd(places + 1, '0')}`
}

// PyYAML ends a plain scalar between brackets at a question mark, too.
const flowIndicator = /[,[\]{}?]/

function isPlain(value: string, isInFlow: boolean): boolean {
  if (value === '' || value.trim() !== value || !isPrintable(value)) return false
  if (/^[#&*!|>'"%@`,[\]{}]|^[-?:](?:\s|$)|^(?:---|\.\.\.)|:(?:\s|$)|\s#/.test(value)) return false
  if (isInFlow && (flowIndicator.test(value) || /^[-:]/.test(value))) return false
  // `y` and `n` are booleans to some readers, `=` is an error to PyYAML, `0o7` a number to YAML 1.2.
  if (/^(?:[yYnN]|=|<<|0o[0-7]+)$/.test(value)) return false
  const { contents, errors } = parseYaml(value)
  return errors.length === 0 && isScalar(contents) && contents.value === value
}

/** Neither control characters nor line breaks, nor what readers refuse or take for one. */
function isPrintable(value: string): boolean {
  return (
    /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u.test(value) &&
    !/[\u2028\u2029]/.test(value)
  )
}

function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
