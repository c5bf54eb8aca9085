// Code without a library of the API: curl, Python's requests and Node's own fetch.
import { clientKeyVariable, type SnippetRoute } from './client-call.ts'
import type { PlacedCall } from './placed-call.ts'

export interface PlainRequest {
  method: string
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** null without one. */
  body: unknown
  /** The client key goes as the user name of Basic auth, or as a bearer token. */
  auth: 'none' | 'bearer' | 'basic'
}

/** The call of the API's library where there is one, else the route's own path and first method. */
export function plainRequest(route: SnippetRoute, placed: PlacedCall | null, gateway: string): PlainRequest {
  const auth = route.auth ? (route.customAuthParser === 'langfuse' ? 'basic' : 'bearer') : 'none'
  if (placed !== null) {
    const { method, body, headers = [] } = placed.call
    return { method, url: gateway + placed.path, headers, body, auth }
  }
  const method = route.methods[0] ?? 'GET'
  const body = /^(?:POST|PUT|PATCH)$/.test(method) ? { hello: 'world' } : null
  return { method, url: gateway + route.path, headers: [], body, auth }
}

const allHeaders = ({ headers, body }: PlainRequest) => [
  ...headers,
  ...(body === null ? [] : [['Content-Type', 'application/json'] as const]),
]

export function plainCurl(request: PlainRequest): string {
  const { method, url, body, auth } = request
  const isUsual = method === (body === null ? 'GET' : 'POST')
  const lines = [`curl ${isUsual ? '' : method === 'HEAD' ? '--head ' : `-X ${method} `}${shellWord(url)}`]
  for (const [name, value] of allHeaders(request)) lines.push(`  -H "${name}: ${value}"`)
  if (auth === 'bearer') lines.push(`  -H "Authorization: Bearer $${clientKeyVariable}"`)
  if (auth === 'basic') lines.push(`  -u "$${clientKeyVariable}:"`)
  if (body !== null) lines.push(`  -d ${quoted(JSON.stringify(body))}`)
  return lines.join(' \\\n')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** As it is where the shell takes nothing in it for its own. */
const shellWord = (text: string) => (/^[\w@%+=:,./~-]+$/.test(text) ? text : quoted(text))

export function plainPython(request: PlainRequest): string {
  const { method, url, headers, body, auth } = request
  const key = `os.environ["${clientKeyVariable}"]`
  const sent = headers.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  if (auth === 'bearer') sent.push(`"Authorization": "Bearer " + ${key}`)
  const parts = [
    `    ${JSON.stringify(method)},`,
    `    ${JSON.stringify(url)},`,
    ...(sent.length === 0 ? [] : [`    headers={${sent.join(', ')}},`]),
    ...(auth === 'basic' ? [`    auth=(${key}, ""),`] : []),
    ...(body === null ? [] : [`    json=${pythonValue(body)},`]),
  ]
  return `${auth === 'none' ? '' : 'import os\n'}import requests

response = requests.request(
${parts.join('\n')}
)
print(response.status_code, response.text)`
}

/** JSON as Python has it. */
function pythonValue(value: unknown): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (value === null) return 'None'
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${pythonValue(each)}`)
    .join(', ')}}`
}

export function plainNode(request: PlainRequest): string {
  const { method, url, body, auth } = request
  const key = `process.env.${clientKeyVariable}`
  const sent = allHeaders(request).map(([name, value]) => `'${name.toLowerCase()}': '${value}'`)
  if (auth === 'bearer') sent.push(`authorization: \`Bearer \${${key}}\``)
  if (auth === 'basic') sent.push(`authorization: \`Basic \${btoa(\`\${${key}}:\`)}\``)
  const parts = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(sent.length === 0 ? [] : [`  headers: { ${sent.join(', ')} },`]),
    ...(body === null ? [] : [`  body: JSON.stringify(${JSON.stringify(body)}),`]),
  ]
  const options = parts.length === 0 ? '' : `, {\n${parts.join('\n')}\n}`
  return `const response = await fetch(${scriptString(url)}${options})
console.log(response.status, await response.text())`
}

const scriptString = (text: string) => (text.includes("'") || text.includes('\\') ? JSON.stringify(text) : `'${text}'`)
