// Splits bytes that arrive piece by piece into lines, ended by LF, CR or CRLF, and tells where each stands.

export interface LineSplitter {
  feed(piece: Buffer): void
  /** Hands out the last line where nothing ended it. */
  end(): void
}

/** @param onLine Told the line without what ended it, where it begins, and where its end was certain. */
export function createLineSplitter(onLine: (line: Buffer, start: number, end: number) => void): LineSplitter {
  let position = 0
  let lineStart = 0
  let pending: Buffer[] = []
  let isBehindReturn = false

  const finish = (rest: Buffer, end: number) => {
    const line = pending.length === 0 ? rest : Buffer.concat([...pending, rest])
    pending = []
    const start = lineStart
    lineStart = end
    onLine(line, start, end)
  }

  return {
    feed(piece) {
      let at = 0
      if (isBehindReturn && piece.length > 0) {
        isBehindReturn = false
        if (piece[0] === 0x0a) {
          at = 1
          lineStart++
        }
      }
      let lineFeed = find(piece, 0x0a, at)
      let carriageReturn = find(piece, 0x0d, at)
      for (;;) {
        const end = Math.min(lineFeed, carriageReturn)
        if (end === piece.length) break
        finish(piece.subarray(at, end), position + end + 1)
        at = end + 1
        if (end === carriageReturn) {
          carriageReturn = find(piece, 0x0d, at)
          if (at === piece.length) isBehindReturn = true
          else if (lineFeed === at) {
            at++
            lineStart++
          }
        }
        if (lineFeed < at) lineFeed = find(piece, 0x0a, at)
      }
      position += piece.length
      // A copy of the few bytes, for the piece may be large.
      if (at < piece.length) pending.push(Buffer.from(piece.subarray(at)))
    },
    end() {
      if (pending.length > 0) finish(Buffer.alloc(0), position)
    },
  }
}

/** The piece's length where there is none. */
function find(piece: Buffer, byte: number, from: number): number {
  const at = piece.indexOf(byte, from)
  return at === -1 ? piece.length : at
}
