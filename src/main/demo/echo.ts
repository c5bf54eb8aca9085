// Answers with the request as it arrived, its credentials masked: what a route injects stays unseen.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isCredentialName } from '../../shared/credential-name.ts'
import { parseObject, type ReceivedBody } from './read-body.ts'
import { sendJson } from './send-json.ts'

export function answerEcho(request: IncomingMessage, body: ReceivedBody, response: ServerResponse): void {
  const headers: [string, string][] = []
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] as string
    headers.push([name, isCredentialName(name) ? '••••••••' : (request.rawHeaders[i + 1] as string)])
  }
  const text = body.start.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(body.start)
  sendJson(response, 200, {
    method: request.method,
    url: request.url,
    headers,
    body: parseObject(body) ?? (isText ? text : { base64: body.start.toString('base64') }),
    bodyBytes: body.size,
  })
}
