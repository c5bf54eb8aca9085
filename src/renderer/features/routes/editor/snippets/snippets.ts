// Ready code for a route: curl, Python, Node and variables of the environment, with the gateway's own address.
import { type CodeContext, clientKeyVariable, type SnippetRoute } from './client-call.ts'
import { type PlacedCall, placeCall } from './placed-call.ts'
import { plainCurl, plainNode, plainPython, plainRequest } from './plain.ts'

export const snippetLanguages = ['curl', 'python', 'node', 'env'] as const
export type SnippetLanguage = (typeof snippetLanguages)[number]

/** @param gateway such as http://127.0.0.1:4000 */
export function snippetOf(language: SnippetLanguage, route: SnippetRoute, gateway: string): string {
  const placed = placeCall(route)
  const request = plainRequest(route, placed, gateway)
  if (language === 'curl') return plainCurl(request)
  if (language === 'python') {
    const code = libraryCode(placed, (base) =>
      placed?.call.python(context(route, placed, JSON.stringify(gateway + base), pythonKey(route.auth))),
    )
    return code === null ? plainPython(request) : `${route.auth ? 'import os\n' : ''}${code}`
  }
  if (language === 'node') {
    const code = libraryCode(placed, (base) =>
      placed?.call.node(context(route, placed, `'${gateway + base}'`, nodeKey(route.auth))),
    )
    return code ?? plainNode(request)
  }
  const key = route.auth ? `$${clientKeyVariable}` : 'unused'
  if (placed === null || placed.base === null) return `THROUGHLINE_URL=${request.url}`
  return placed.call.environment(context(route, placed, gateway + placed.base, key)).join('\n')
}

function libraryCode(placed: PlacedCall | null, write: (base: string) => string | null | undefined): string | null {
  return placed === null || placed.base === null ? null : (write(placed.base) ?? null)
}

const pythonKey = (auth: boolean) => (auth ? `os.environ["${clientKeyVariable}"]` : '"unused"')
const nodeKey = (auth: boolean) => (auth ? `process.env.${clientKeyVariable}` : "'unused'")

function context(route: SnippetRoute, { call }: PlacedCall, base: string, key: string): CodeContext {
  const { auth, customAuthParser, includeSubpath, target } = route
  const isWholeApi = includeSubpath && call.root === '' && /^https?:\/\/[^/?#]+\/?$/i.test(target)
  return { base, key, isWholeApi, auth, customAuthParser }
}
