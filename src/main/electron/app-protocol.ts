// Serves the built window under app://throughline with a strict content security policy.
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../page/content-security-policy.ts'
import { appScheme } from './our-page.ts'
import { rendererFile } from './renderer-file.ts'

/** Only works before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** `folder`: the built window's files, absolute. */
export function serveApp(folder: string): void {
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const file = rendererFile(folder, request.url)
    if (file === null) return refuse(404)
    try {
      return new Response(await readFile(file.path), { headers: headersFor(file.mediaType) })
    } catch {
      return refuse(404)
    }
  })
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headersFor('text/plain') })
}

function headersFor(mediaType: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Security-Policy': contentSecurityPolicy(),
    'X-Content-Type-Options': 'nosniff',
  }
}
