// What a route injected into a request, told from what was sent: names, and the secrets that an answer may bring back.
import type { Masking } from './masking.ts'
import type { InjectedHeader, RouteShape } from './route-shape.ts'

/** Of all exchanges of a route the same list, but where the target's user info made a header of its own. */
export function injectedOf(
  headers: readonly string[],
  from: number,
  shape: RouteShape | null,
): readonly InjectedHeader[] {
  const known = shape?.headers ?? noHeaders
  let isKnown = headers.length - from === 2 * known.length
  for (let i = 0; isKnown && i < known.length; i++) isKnown = known[i]?.name === headers[from + 2 * i]
  if (isKnown) return known
  const injected: InjectedHeader[] = []
  for (let i = from; i < headers.length; i += 2) {
    const name = headers[i] as string
    const found = known.find((header) => header.name === name)
    injected.push(found ?? { name, scheme: 'Basic ', variables: shape?.targetVariables ?? none })
  }
  return injected
}

/** The injected values that an upstream may bring back in a header of its own. */
export function secretsOf(
  headers: readonly string[],
  from: number,
  injected: readonly InjectedHeader[],
  masking: Masking,
): readonly string[] {
  let secrets: string[] | null = null
  for (let i = 0; i < injected.length; i++) {
    const { name, scheme, variables } = injected[i] as InjectedHeader
    if (variables.length === 0 && !masking.isCredential(name)) continue
    const secret = (headers[from + 2 * i + 1] as string).slice(scheme.length)
    if (secret.length < leastSecret) continue
    secrets ??= []
    secrets.push(secret)
  }
  return secrets ?? none
}

const none: readonly string[] = []
const noHeaders: readonly InjectedHeader[] = []
/** A shorter value stands in many a text by chance. */
export const leastSecret = 8
