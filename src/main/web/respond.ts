// Answers requests of the browser: a plain sentence, or a file of the built window.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { pageFile } from '../page/page-file.ts'
import { unchangingHeaders } from './page-headers.ts'

/** A request that was sent to this server. */
export interface Respond {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  /** As the browser knows this server. */
  origin: string
}

export function answerPlainly(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}

/** @param folder the built window's files */
export async function sendFile({ request, response, url }: Respond, folder: string): Promise<void> {
  const file = pageFile(folder, url.pathname)
  const stats = file && (await stat(file.path).catch(() => null))
  if (!file || !stats?.isFile()) return answerPlainly(response, 404, 'There is nothing here.')
  response.writeHead(200, {
    'Content-Type': file.mediaType,
    'Content-Length': stats.size,
    ...(isNamedByContent(url.pathname) ? unchangingHeaders : {}),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path), response)
}

/** The build puts those into this folder, with a hash of their content in the name. */
function isNamedByContent(pathname: string): boolean {
  return /^\/assets\/.+-[\w-]{8}\.\w+$/.test(pathname)
}
