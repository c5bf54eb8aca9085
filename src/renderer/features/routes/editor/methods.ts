// The methods that a route may be limited to, in the order that people expect.

export const usual = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
export const rarer = ['HEAD', 'OPTIONS']

/** In the usual order, whatever order they were pressed in; others keep theirs at the end. */
export function withMethod(methods: readonly string[], method: string, isTaken: boolean): string[] {
  const next = new Set(methods.map((each) => each.toUpperCase()))
  if (isTaken) next.add(method)
  else next.delete(method)
  const order = [...usual, ...rarer]
  const known = order.filter((each) => next.has(each))
  return [...known, ...[...next].filter((each) => !order.includes(each))]
}
