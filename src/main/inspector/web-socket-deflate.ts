// Undoes permessage-deflate (RFC 7692) in the messages of one direction.
import zlib from 'node:zlib'
import { createZlibDecoder, type Decoder, zlibOptions } from './zlib-decoder.ts'

/** As agreed on for one direction. */
export interface Deflate {
  /** A message may refer to those before it. */
  keepsContext: boolean
}

export interface MessageInflater {
  /** `isLast`: the message ends with these bytes. Throws RangeError where they are not deflate. */
  inflate(bytes: Buffer, isLast: boolean): AsyncGenerator<Buffer>
  close(): void
}

/** What a sender leaves off each message (RFC 7692 7.2.1). */
const tail = Buffer.from([0x00, 0x00, 0xff, 0xff])

/** Inflated in one direction: a bomb goes no further. */
const mostBytes = 512_000_000

/**
 * @param extensions The response's Sec-WebSocket-Extensions.
 * @returns null where messages are not compressed.
 */
export function agreedDeflate(extensions: string | null): Record<'up' | 'down', Deflate> | null {
  for (const extension of (extensions ?? '').split(',')) {
    const [name, ...parameters] = extension.split(';').map((part) => part.trim().toLowerCase())
    if (name !== 'permessage-deflate') continue
    return {
      up: { keepsContext: !parameters.includes('client_no_context_takeover') },
      down: { keepsContext: !parameters.includes('server_no_context_takeover') },
    }
  }
  return null
}

export function createMessageInflater({ keepsContext }: Deflate, limitBytes = mostBytes): MessageInflater {
  let decoder: Decoder | null = null
  let length = 0

  const close = () => {
    decoder?.close()
    decoder = null
  }

  return {
    async *inflate(bytes, isLast) {
      // The largest window undoes what any smaller one has made.
      decoder ??= createZlibDecoder(zlib.createInflateRaw(zlibOptions))
      try {
        for await (const chunk of decoder.feed(isLast ? Buffer.concat([bytes, tail]) : bytes)) {
          length += chunk.length
          if (length > limitBytes) break
          yield chunk
        }
      } catch {
        throw new RangeError('a compressed message is damaged')
      }
      if (length > limitBytes) throw new RangeError('it unfolds to more than is read')
      // A message may end its stream for good, and the next begins another one.
      if (isLast && (!keepsContext || decoder.hasRest)) close()
    },
    close,
  }
}
