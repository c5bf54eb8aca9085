// Reads the text of a .env file: the one reading for the program's own file and for what is pasted or dropped.
// Node's parseEnv takes the same syntax, but tells no lines, and in Node 20 a quote left open ends the process.

export interface EnvEntry {
  /** Where it begins, from 1. */
  line: number
  /** As written; whether it can be a variable's name is for the caller to check. null: the line sets nothing. */
  name: string | null
  value: string
  /** What is kept may not be what was meant: a `#` without a space before it, or a quote that is never closed. */
  doubt: 'comment' | 'open-quote' | null
}

const lineStart = /(?:[ \t]*export[ \t]+)?[ \t]*([^\r\n=]*?)[ \t]*=[ \t]*/y

/** Each line that sets something, or fails to, in order; where a name stands twice, the later one counts. */
export function parseEnvText(text: string): EnvEntry[] {
  const entries: EnvEntry[] = []
  // Windows' editors write a byte order mark, which would be a part of the first name.
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const end = lineEnd(text, at)
    const source = text.slice(at, end).trim()
    let next = end
    if (source !== '' && !source.startsWith('#')) {
      const read = readEntry(text, at, end)
      entries.push({ line, ...read.entry })
      next = read.end
    }
    for (let index = at; index < next; index += 1) if (text[index] === '\n') line += 1
    at = next + 1
    line += 1
  }
  return entries
}

/** The last value of each name. */
export function valuesOfEnvText(text: string): Map<string, string> {
  return new Map(parseEnvText(text).flatMap(({ name, value }) => (name === null ? [] : [[name, value]])))
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

interface ReadEntry {
  entry: Omit<EnvEntry, 'line'>
  /** The end of the line that it ends in. */
  end: number
}

function readEntry(text: string, start: number, end: number): ReadEntry {
  lineStart.lastIndex = start
  const match = lineStart.exec(text)
  const name = match?.[1] ?? ''
  if (match === null || name === '') return { entry: { name: null, value: '', doubt: null }, end }
  const from = start + match[0].length
  const quote = text[from]
  const isQuoted = quote === '"' || quote === "'" || quote === '`'
  const close = isQuoted ? text.indexOf(quote, from + 1) : -1
  if (close !== -1) {
    const inner = text.slice(from + 1, close)
    const value = quote === '"' ? inner.replaceAll('\\n', '\n') : inner
    return { entry: { name, value, doubt: null }, end: lineEnd(text, close) }
  }
  const source = text.slice(from, end)
  const comment = source.indexOf('#')
  const value = (comment === -1 ? source : source.slice(0, comment)).trim()
  const hidesText = comment > 0 && /\S/.test(source[comment - 1] ?? '')
  return { entry: { name, value, doubt: isQuoted ? 'open-quote' : hidesText ? 'comment' : null }, end }
}
