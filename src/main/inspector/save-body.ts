// Writes a captured body to a file, as it came or decoded, and suggests the file's name.
import type { CapturedExchange, Side } from './captured.ts'
import { capturedPieces } from './captured-pieces.ts'
import { decodedChunks } from './decode.ts'
import type { TaskReport } from './tasks.ts'
import { writeChunks } from './write-chunks.ts'

export interface BodyToSave {
  exchange: CapturedExchange
  side: Side
  form: 'captured' | 'decoded'
}

/**
 * What is captured when it begins; of a damaged body what can be read. Resolves with the file's path, and leaves
 * nothing behind where it fails or is cancelled.
 * @throws CallError not_found where the body is let go of meanwhile
 */
export async function saveBodyFile(
  path: string,
  { exchange, side, form }: BodyToSave,
  report: TaskReport,
  signal: AbortSignal,
): Promise<string> {
  const body = exchange.body(side)
  if (form === 'captured') report.total(body.info.capturedBytes)
  await writeChunks(path, counted(form === 'captured' ? capturedPieces(body) : decodedChunks(body), report), signal)
  return path
}

async function* counted(chunks: AsyncIterable<Buffer>, report: TaskReport): AsyncGenerator<Buffer> {
  let done = 0
  for await (const chunk of chunks) {
    yield chunk
    done += chunk.length
    report.done(done)
  }
}

const extensions: Record<string, string> = {
  'application/gzip': 'gz',
  'application/javascript': 'js',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/x-ndjson': 'ndjson',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'text/css': 'css',
  'text/csv': 'csv',
  'text/event-stream': 'txt',
  'text/html': 'html',
  'text/javascript': 'js',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/xml': 'xml',
  'video/mp4': 'mp4',
}

/** `chat-response.json` for the response of /v1/chat. */
export function suggestBodyName(exchange: CapturedExchange, side: Side): string {
  const segment =
    exchange
      .summary()
      .path.split('/')
      .findLast((part) => part !== '') ?? ''
  // It comes from outside, and must be no path, no hidden file and no option anywhere.
  const name = decode(segment)
    .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80)
    .replace(/[.-]+$/, '')
  const mediaType = exchange.body(side).info.mediaType ?? ''
  const extension = extensions[mediaType] ?? (mediaType.endsWith('+json') ? 'json' : 'bin')
  if (side === 'response' && name.toLowerCase().endsWith(`.${extension}`)) return name
  return `${name === '' ? '' : `${name}-`}${side}.${extension}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
