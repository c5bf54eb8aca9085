// Writes a request as Python for the requests library.
import type { Piece, SnippetHeader, SnippetRequest } from './snippet-request.ts'
import { byteLiteral, lineLiterals, stringLiteral, utf8Text } from './snippet-text.ts'

export function pythonSnippet(request: SnippetRequest): string {
  const { method, headers, basic, body, isRedirection, variables } = request
  const data = body === null ? null : dataExpression(body)
  const modules = ['requests']
  if (variables.length > 0) modules.unshift('os')
  if (data?.startsWith('base64.')) modules.unshift('base64')
  const lines = [stringLiteral(method), literal(request.url)]
  if (headers.length > 0) lines.push(headersArgument(headers))
  if (basic !== null) lines.push(`auth=(${environment(basic.user)}, ${environment(basic.password)})`)
  if (data !== null) lines.push(`data=${data}`)
  if (isRedirection) lines.push('allow_redirects=False')
  return `${modules.map((name) => `import ${name}`).join('\n')}

response = requests.request(
${lines.map((line) => `    ${line},`).join('\n')}
)
print(response.status_code, response.text)`
}

/** requests takes one value a name: repeated headers are joined, which says the same (RFC 9110 5.3). */
function headersArgument(headers: readonly SnippetHeader[]): string {
  const byName = new Map<string, SnippetHeader>()
  for (const { name, pieces } of headers) {
    const key = name.toLowerCase()
    const before = byName.get(key)
    const separator = key === 'cookie' ? '; ' : ', '
    byName.set(key, before ? { name: before.name, pieces: [...before.pieces, separator, ...pieces] } : { name, pieces })
  }
  const lines = Array.from(byName.values(), ({ name, pieces }) => `        ${byteLiteral(name)}: ${literal(pieces)},`)
  return `headers={\n${lines.join('\n')}\n    }`
}

function dataExpression(body: Buffer): string {
  const text = utf8Text(body)
  if (text === null) return `base64.b64decode(${stringLiteral(body.toString('base64'))})`
  const lines = lineLiterals(text)
  return lines.length === 1 ? `${lines[0]}.encode()` : `(\n        ${lines.join('\n        ')}\n    ).encode()`
}

function literal(pieces: readonly Piece[]): string {
  if (pieces.length === 0) return '""'
  return pieces
    .map((piece) => (typeof piece === 'string' ? byteLiteral(piece) : environment(piece.variable)))
    .join(' + ')
}

function environment(name: string): string {
  return `os.environ["${name}"]`
}
