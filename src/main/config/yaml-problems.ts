// Says what is wrong with a text that is not valid YAML, at the place where someone would look for it.
import { type Document, isScalar, visit, type YAMLError } from 'yaml'
import { findCredentialsInLine, type Place } from './credential-places.ts'
import type { YamlText } from './yaml-text.ts'

export interface YamlProblem {
  message: string
  place: Place
}

export function findYamlProblems({ text, document, aliases }: YamlText): YamlProblem[] {
  const problems = document.errors.map((error) => ({
    message: messageOf(error),
    place: openQuote(document, error) ?? { start: error.pos[0], end: error.pos[1] },
  }))
  // Without an asterisk there is no alias.
  if (problems.length > 0 || !text.includes('*')) return problems
  visit(document, {
    Alias(_, alias) {
      if (alias.range && !aliases.has(alias)) {
        const [start, end] = alias.range
        problems.push({ message: `there is no anchor &${alias.source} before this alias`, place: { start, end } })
      }
    },
  })
  return problems
}

/** In the parser's words, but without what stands in the file: it may be a credential. */
function messageOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'expected one YAML document, but a second one begins here'
  if (code === 'UNEXPECTED_TOKEN') message = message.replace(/: .*$/s, '')
  if (/^Missing closing ["']/.test(message)) return 'this quote is never closed'
  return message.charAt(0).toLowerCase() + message.slice(1)
}

/** The parser notices at the end of the file that a quote is not closed: what helps is where it opens. */
function openQuote(document: Document, { message, pos }: YAMLError): Place | null {
  if (!/^Missing closing ["']/.test(message)) return null
  let place: Place | null = null
  visit(document, {
    Scalar(_, node) {
      if (!isScalar(node) || !node.range || !/^QUOTE/.test(node.type ?? '')) return
      if (node.range[0] < pos[0] && node.range[1] >= pos[0]) place = { start: node.range[0], end: node.range[0] + 1 }
    },
  })
  return place
}

/** What may be a credential on the lines where the problems stand, found without the help of YAML. */
export function findCredentialsByLine(text: string, problems: readonly YamlProblem[]): Place[] {
  return problems.flatMap(({ place }) => {
    const lineStart = text.lastIndexOf('\n', place.start - 1) + 1
    const newline = text.indexOf('\n', place.start)
    const line = text.slice(lineStart, newline === -1 ? text.length : newline)
    return findCredentialsInLine(line).map(({ start, end }) => ({ start: lineStart + start, end: lineStart + end }))
  })
}
