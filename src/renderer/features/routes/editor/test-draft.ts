// What a test request is filled in with: the call that the API's own library would make.
import type { SnippetRoute } from './snippets/client-call.ts'
import { placeCall } from './snippets/placed-call.ts'

export interface TestDraft {
  method: string
  /** Path and query on the gateway. */
  target: string
  body: string
}

export const testMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

export function testDraftOf(route: SnippetRoute): TestDraft {
  const placed = placeCall(route)
  if (placed === null) return { method: route.methods[0] ?? 'GET', target: route.path, body: '' }
  const { method, body } = placed.call
  return { method, target: placed.path, body: body === null ? '' : JSON.stringify(body, null, 2) }
}

/** The path that the resolved URL is shown for. */
export function sampleOf(route: SnippetRoute): string {
  if (!route.includeSubpath) return route.path
  return placeCall({ ...route, methods: [] })?.path ?? `${route.path.replace(/\/$/, '')}/v1/models`
}
