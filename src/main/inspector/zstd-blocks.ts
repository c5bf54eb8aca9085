// Finds where the blocks and frames of a zstd stream end (RFC 8878), so that it can be undone a block at a time.

/** Largest block that RFC 8878 3.1.1.2 allows. */
const blockLimit = 131_072

export interface ZstdBlocks {
  /** Cuts a piece behind every block and frame that ends in it. Throws RangeError where it is no zstd. */
  cut(piece: Buffer): Buffer[]
  /** Whether nothing is missing: the stream may end here. */
  isBetweenFrames(): boolean
}

type Stage = 'magic' | 'descriptor' | 'header' | 'block' | 'content' | 'checksum' | 'skippedSize' | 'skipped'

/** @param windowLimit Bytes that a frame may make its decoder look back. */
export function createZstdBlocks(windowLimit: number): ZstdBlocks {
  let stage: Stage = 'magic'
  /** Bytes still to come in this stage, and those of it that are read as numbers. */
  let missing = 4
  let field = Buffer.alloc(0)
  let descriptor = 0
  let isLastBlock = false

  const go = (next: Stage, length: number) => {
    stage = next
    missing = length
    field = Buffer.alloc(0)
  }

  /** The stage is complete. Returns whether a block or frame ends with it. */
  const advance = (): boolean => {
    switch (stage) {
      case 'magic': {
        const magic = field.readUInt32LE()
        if (magic >>> 4 === 0x184d2a5) go('skippedSize', 4)
        else if (magic === 0xfd2fb528) go('descriptor', 1)
        else throw new RangeError('no zstd frame')
        return false
      }
      case 'descriptor':
        descriptor = field.readUInt8()
        go('header', headerLength(descriptor))
        return false
      case 'header':
        if (windowSize(descriptor, field) > windowLimit) throw new RangeError('zstd window too large')
        go('block', 3)
        return false
      case 'block': {
        const block = field.readUIntLE(0, 3)
        const type = (block >> 1) & 3
        const size = block >> 3
        if (type === 3 || size > blockLimit) throw new RangeError('no zstd block')
        isLastBlock = (block & 1) === 1
        go('content', type === 1 ? 1 : size)
        return false
      }
      case 'content':
        if (isLastBlock) go('checksum', descriptor & 4)
        else go('block', 3)
        return true
      case 'skippedSize':
        go('skipped', field.readUInt32LE())
        return false
      default:
        go('magic', 4)
        return true
    }
  }

  return {
    cut(piece) {
      const parts: Buffer[] = []
      let start = 0
      let at = 0
      for (;;) {
        const taken = Math.min(missing, piece.length - at)
        if (stage !== 'content' && stage !== 'skipped') field = Buffer.concat([field, piece.subarray(at, at + taken)])
        at += taken
        missing -= taken
        if (missing > 0) break
        const isCut = advance()
        if (isCut && at > start) {
          parts.push(piece.subarray(start, at))
          start = at
        }
      }
      if (at > start) parts.push(piece.subarray(start, at))
      return parts
    },
    isBetweenFrames: () => stage === 'magic' && field.length === 0,
  }
}

/** Of the frame header behind its descriptor: window descriptor, dictionary id, content size (RFC 8878 3.1.1.1). */
function headerLength(descriptor: number): number {
  return windowLength(descriptor) + dictionaryLength(descriptor) + contentSizeLength(descriptor)
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0
}

function windowLength(descriptor: number): number {
  return isSingleSegment(descriptor) ? 0 : 1
}

function dictionaryLength(descriptor: number): number {
  return [0, 1, 2, 4][descriptor & 3] as number
}

function contentSizeLength(descriptor: number): number {
  return [isSingleSegment(descriptor) ? 1 : 0, 2, 4, 8][descriptor >> 6] as number
}

function windowSize(descriptor: number, header: Buffer): number {
  if (!isSingleSegment(descriptor)) {
    const window = header.readUInt8()
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7)
  }
  const at = dictionaryLength(descriptor)
  const length = contentSizeLength(descriptor)
  if (length === 8) return Number(header.readBigUInt64LE(at))
  return header.readUIntLE(at, length) + (length === 2 ? 256 : 0)
}
