// Reads the exchanges of a HAR file: Throughline's own, a browser's, or another tool's.
import { setImmediate } from 'node:timers/promises'
import { CallError } from '../../../shared/errors.ts'
import type { ImportedExchange } from '../captured.ts'
import { createMasking } from '../masking.ts'
import { entrySchema } from './entry-schema.ts'
import { importEntry } from './import-entry.ts'
import { createEntrySplitter, type EntrySource } from './split-entries.ts'

export interface HarImportOptions {
  /** Keeps credentials readable; else they are masked as captured ones are. */
  keepsClientCredentials?: boolean
  /** Names in lower case of headers that carry the client key. */
  keyHeaders?: () => ReadonlySet<string>
  /** @param done bytes of the file */
  onProgress?: (done: number) => void
  signal?: AbortSignal
}

export interface HarImport {
  /** In the file's order. */
  exchanges: ImportedExchange[]
  /** Entries that could not be read. */
  skipped: number
}

/** Bytes looked through before others have their turn. */
const turnBytes = 1_048_576

/**
 * @param source the whole file, or its pieces in order
 * @throws CallError file_invalid where it is no HAR file or a broken one; the signal's reason
 */
export async function readHar(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: HarImportOptions = {},
): Promise<HarImport> {
  const { keepsClientCredentials = false, keyHeaders = () => new Set<string>(), onProgress, signal } = options
  const masking = keepsClientCredentials ? null : createMasking(keyHeaders)
  const splitter = createEntrySplitter()
  const result: HarImport = { exchanges: [], skipped: 0 }
  let done = 0
  for await (const piece of turns(source)) {
    signal?.throwIfAborted()
    for (const entry of splitter.push(piece)) {
      const parsed = entrySchema.safeParse(parseEntry(entry, result.exchanges.length + result.skipped + 1))
      const exchange = parsed.success ? importEntry(parsed.data, masking) : null
      if (exchange === null) result.skipped += 1
      else result.exchanges.push(exchange)
    }
    done += piece.length
    onProgress?.(done)
    await setImmediate()
  }
  signal?.throwIfAborted()
  const kind = splitter.end()
  if (kind === 'whole') return result
  throw new CallError('file_invalid', sentences[kind](splitter.line))
}

const sentences = {
  'no-json': (line: number) => `This is not a HAR file: it stops being JSON in line ${line}.`,
  'no-entries': () => 'This is not a HAR file: it has no log.entries.',
  cut: (line: number) => `The HAR file is cut off: it ends in line ${line}, in the middle of something.`,
}

function parseEntry({ json, line }: EntrySource, number: number): unknown {
  try {
    return JSON.parse(json.toString('utf8'))
  } catch (error) {
    throw new CallError('file_invalid', `The HAR file is broken in entry ${number}, which begins in line ${line}.`, {
      cause: error,
    })
  }
}

async function* turns(source: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const pieces = source instanceof Uint8Array ? [source] : source
  for await (const piece of pieces) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    for (let at = 0; at < buffer.length; at += turnBytes) yield buffer.subarray(at, at + turnBytes)
  }
}
