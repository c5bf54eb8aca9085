// Lays JSON out on lines in slices, token by token: numbers and repeated keys stay as they are written, and a
// text that is cut off, or has several values one after the other, is laid out as far as it goes.

export interface JsonPrinter {
  /** Goes on for about this many characters; true when nothing is left to do. */
  step(characters: number): boolean
  /** Share of the text that is done, 0 to 1. */
  progress(): number
  /** The laid-out text; null where the text is not JSON. */
  result(): string | null
}

export interface JsonPrinterOptions {
  /** The text is the start of a longer one, so it may end anywhere. */
  isCut?: boolean
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'done'

const scalar = String.raw`(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)`
/** An array of few plain values stays on one line. */
const shortArray = new RegExp(String.raw`^\[\s*(?:${scalar}\s*,\s*)*${scalar}\s*\]`)
const scalars = new RegExp(scalar, 'g')
const shortArrayLength = 80
const word = /[-+.\w]+/y
const literal = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/
const longestIndent = 100

export function createJsonPrinter(text: string, { isCut = false }: JsonPrinterOptions = {}): JsonPrinter {
  /** Of the slice under way; millions of them at once would be a burden of their own. */
  let pieces: string[] = []
  const slices: string[] = []
  const open: ('{' | '[')[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let expected: Expected = 'value'
  let isValid = true
  let isDone = false

  const newLine = () => pieces.push('\n', '  '.repeat(Math.min(open.length, longestIndent)))
  const afterValue = () => {
    expected = open.length === 0 ? 'done' : 'comma-or-end'
  }
  /** A value may stand here; the first of a container and a further one at the top begin a line. */
  const takesValue = () => {
    if (expected === 'done') pieces.push('\n')
    else if (expected === 'value-or-end') newLine()
    else if (expected !== 'value') return false
    return true
  }
  const close = (opener: '{' | '[', closer: string) => {
    if (open.at(-1) !== opener) return false
    const isEmpty = expected === 'key-or-end' || expected === 'value-or-end'
    if (!isEmpty && expected !== 'comma-or-end') return false
    open.pop()
    if (!isEmpty) newLine()
    pieces.push(closer)
    afterValue()
    at += 1
    return true
  }
  const string = () => {
    const end = endOfString(text, at)
    if (end < 0 && !isCut) return false
    const isKey = expected === 'key' || expected === 'key-or-end'
    if (expected === 'key-or-end') newLine()
    if (!isKey && !takesValue()) return false
    const token = text.slice(at, end < 0 ? text.length : end)
    if (token.includes('\n')) return false
    pieces.push(token)
    at += token.length
    if (isKey) expected = 'colon'
    else afterValue()
    return true
  }
  const plain = () => {
    word.lastIndex = at
    const token = word.exec(text)?.[0]
    if (token === undefined || !takesValue()) return false
    const isLast = isCut && at + token.length === text.length
    if (!isLast && !literal.test(token)) return false
    pieces.push(token)
    at += token.length
    afterValue()
    return true
  }
  const array = () => {
    if (!takesValue()) return false
    const short = shortArray.exec(text.slice(at, at + shortArrayLength))?.[0]
    if (short !== undefined) {
      pieces.push(`[${short.match(scalars)?.join(', ')}]`)
      at += short.length
      afterValue()
      return true
    }
    pieces.push('[')
    open.push('[')
    expected = 'value-or-end'
    at += 1
    return true
  }
  /** Takes one token; false where none fits. */
  const token = (): boolean => {
    switch (text[at]) {
      case '{':
        if (!takesValue()) return false
        pieces.push('{')
        open.push('{')
        expected = 'key-or-end'
        at += 1
        return true
      case '[':
        return array()
      case '}':
        return close('{', '}')
      case ']':
        return close('[', ']')
      case ',':
        if (expected !== 'comma-or-end') return false
        pieces.push(',')
        newLine()
        expected = open.at(-1) === '{' ? 'key' : 'value'
        at += 1
        return true
      case ':':
        if (expected !== 'colon') return false
        pieces.push(': ')
        expected = 'value'
        at += 1
        return true
      case '"':
        return string()
      default:
        return plain()
    }
  }
  const skipSpace = () => {
    for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; )
      code = text.charCodeAt(++at)
  }

  return {
    step(characters) {
      const until = at + characters
      while (!isDone && at < until) {
        skipSpace()
        if (at >= text.length) {
          isDone = true
          if (!isCut && expected !== 'done') isValid = false
          if (pieces.length === 0 && slices.length === 0) isValid = false
        } else if (!token()) {
          isDone = true
          isValid = false
        }
      }
      slices.push(pieces.join(''))
      pieces = []
      return isDone
    },
    progress: () => (text.length === 0 ? 1 : Math.min(1, at / text.length)),
    result: () => (isDone && isValid ? slices.join('') : null),
  }
}

/** Past the closing quote; -1 where the string does not end. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
  return -1
}

/** At once: for texts that are known to be short. null where it is not JSON. */
export function prettyJson(text: string, options: JsonPrinterOptions = {}): string | null {
  const printer = createJsonPrinter(text, options)
  printer.step(Number.POSITIVE_INFINITY)
  return printer.result()
}
