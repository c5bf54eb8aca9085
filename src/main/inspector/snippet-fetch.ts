// Writes a request as a call of fetch for Node.
import type { Piece, SnippetHeader, SnippetRequest } from './snippet-request.ts'
import { asciiOnly, byteLiteral, escaped, lineLiterals, stringLiteral, utf8Text } from './snippet-text.ts'

export function fetchSnippet(request: SnippetRequest): string {
  const { method, body, isRedirection } = request
  const options = [`method: ${stringLiteral(method)}`]
  const headers = headerLines(request)
  if (headers !== null) options.push(headers)
  const takesBody = method !== 'GET' && method !== 'HEAD'
  if (body !== null && takesBody) options.push(`body: ${bodyExpression(body, request.headers)}`)
  if (isRedirection) options.push('redirect: "manual"')
  const note =
    body !== null && body.length > 0 && !takesBody ? `// fetch sends no body with ${method}: it is left out.\n` : ''
  return `${note}const response = await fetch(${literal(request.url)}, {
${options.map((option) => `  ${option},`).join('\n')}
})

console.log(response.status, await response.text())`
}

function headerLines({ headers, basic }: SnippetRequest): string | null {
  const pairs = headers.map(({ name, pieces }) => ({ name: byteLiteral(name), value: literal(pieces) }))
  if (basic !== null) {
    const pair = `\${process.env.${basic.user}}:\${process.env.${basic.password}}`
    pairs.push({ name: '"Authorization"', value: `\`Basic \${btoa(\`${pair}\`)}\`` })
  }
  if (pairs.length === 0) return null
  // An object would keep one of two headers of the same name, and has its own ideas about a few names.
  const names = new Set(headers.map(({ name }) => name.toLowerCase()))
  const isObject = names.size === headers.length && headers.every(({ name }) => /^[a-z]/i.test(name))
  const lines = pairs.map(({ name, value }) => (isObject ? `    ${name}: ${value},` : `    [${name}, ${value}],`))
  const [open, close] = isObject ? ['{', '}'] : ['[', ']']
  return `headers: ${open}\n${lines.join('\n')}\n  ${close}`
}

function bodyExpression(body: Buffer, headers: readonly SnippetHeader[]): string {
  const text = utf8Text(body)
  if (text === null) return `Buffer.from(${stringLiteral(body.toString('base64'))}, "base64")`
  const lines = lineLiterals(text)
  const expression = lines.length === 1 ? (lines[0] ?? '""') : lines.join(' +\n    ')
  // A string without a type would be sent as text/plain.
  return headers.some(({ name }) => name.toLowerCase() === 'content-type') ? expression : `Buffer.from(${expression})`
}

function literal(pieces: readonly Piece[]): string {
  if (pieces.every((piece) => typeof piece === 'string')) return byteLiteral(pieces.join(''))
  const parts = pieces.map((piece) =>
    typeof piece === 'string'
      ? asciiOnly(escaped(piece)).replaceAll('`', '\\`').replaceAll('${', '\\${')
      : `\${process.env.${piece.variable}}`,
  )
  return `\`${parts.join('')}\``
}
