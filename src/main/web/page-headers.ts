// The headers of every answer: no other site may read, frame, or be told of what is here, and nothing is cached.
import { contentSecurityPolicy } from '../page/content-security-policy.ts'

/** @param origin what the request was sent to; null where it is not for this server */
export function pageHeaders(origin: string | null): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(origin?.replace(/^http/, 'ws')),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), clipboard-write=(self)',
    'Cache-Control': 'no-store',
  }
}

/** Of a built file whose name changes with its content. */
export const unchangingHeaders = { 'Cache-Control': 'private, max-age=31536000, immutable' }
