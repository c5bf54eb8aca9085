// What an origin is, as a browser sends it in the Origin header.

/** Scheme, host, port, and nothing behind. Extensions have schemes of their own; `null` names no page at all. */
export function isOrigin(text: string): boolean {
  if (text === 'null' || !URL.canParse(text)) return false
  const url = new URL(text)
  return text === `${url.protocol}//${url.host}` && url.host !== ''
}
