// What the window's page may load and reach, wherever it is served from: itself, and nothing else.

/**
 * The value of the header.
 * @param sockets where the page's WebSocket leads, such as ws://127.0.0.1:4001: not every browser reads 'self' so
 */
export function contentSecurityPolicy(sockets: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${sockets === null ? '' : ` ${sockets}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
