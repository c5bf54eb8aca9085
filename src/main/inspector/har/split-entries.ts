// Finds the entries of a HAR file while it is read, so that no more than one of them has to be parsed at a time.

/** The bytes of one element of log.entries. */
export interface EntrySource {
  json: Buffer
  /** Where it begins, counted from 1. */
  line: number
}

export interface EntrySplitter {
  /** The entries that end in this piece of the file. */
  push(piece: Buffer): EntrySource[]
  /** What the file turned out to be, when all of it was pushed. */
  end(): 'whole' | 'cut' | 'no-json' | 'no-entries'
  /** The line reached. */
  readonly line: number
}

const quote = 0x22
const backslash = 0x5c
const newline = 0x0a
const colon = 0x3a
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/** Inside log.entries. */
const entriesDepth = 3

export function createEntrySplitter(): EntrySplitter {
  let line = 1
  let depth = 0
  let isInString = false
  let isEscaped = false
  let isInEntries = false
  let hasEntries = false
  let isBroken = false
  let hasBegun = false
  /** Of the root object and of the one in it: the string that was read last, and the last one before a colon. */
  let lastString = ''
  const keys: string[] = []
  let stringStart = -1
  /** Where the element begun in this piece, or the pieces of it before. */
  let start = -1
  let startLine = 0
  let before: Buffer[] = []

  return {
    get line() {
      return line
    },
    push(piece) {
      const found: EntrySource[] = []
      let at = 0
      if (start !== -1) start = 0
      if (!hasBegun && piece.length >= 3 && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) at = 3
      for (; at < piece.length && !isBroken; at++) {
        const byte = piece[at] as number
        if (byte === newline) line++
        if (isInString) {
          if (isEscaped) isEscaped = false
          else if (byte === backslash) isEscaped = true
          else if (byte === quote) {
            isInString = false
            // A key in two pieces of the file is known by neither: it is looked at for two short names only.
            if (stringStart !== -1) lastString += piece.toString('latin1', stringStart, at)
            stringStart = -1
          }
          continue
        }
        if (byte <= 0x20) continue
        if (!hasBegun && byte !== openBrace) isBroken = true
        hasBegun = true
        const isElement = isInEntries && depth === entriesDepth && byte !== 0x2c && byte !== closeBracket
        if (isElement && start === -1) {
          start = at
          startLine = line
        }
        if (byte === quote) {
          isInString = true
          lastString = ''
          stringStart = depth < entriesDepth ? at + 1 : -1
        } else if (byte === colon) {
          if (depth < entriesDepth) keys[depth] = lastString
        } else if (byte === openBrace || byte === openBracket) {
          const isList = byte === openBracket
          depth++
          if (depth === entriesDepth && isList && !hasEntries && keys[1] === 'log' && keys[2] === 'entries') {
            isInEntries = true
            hasEntries = true
          }
        } else if (byte === closeBrace || byte === closeBracket) {
          depth--
          if (depth < 0) isBroken = true
          if (depth < entriesDepth) isInEntries = false
        }
        const isOver = isInEntries && depth === entriesDepth && (byte === closeBrace || byte === 0x2c)
        if (start !== -1 && (isOver || !isInEntries)) {
          const end = byte === closeBrace && isInEntries ? at + 1 : at
          found.push({ json: Buffer.concat([...before, piece.subarray(start, end)]), line: startLine })
          before = []
          start = -1
        }
      }
      if (start !== -1) before.push(Buffer.from(piece.subarray(start)))
      if (stringStart !== -1) {
        lastString += piece.toString('latin1', stringStart)
        stringStart = 0
      }
      return found
    },
    end() {
      if (!hasBegun || isBroken) return 'no-json'
      if (depth > 0 || isInString) return 'cut'
      return hasEntries ? 'whole' : 'no-entries'
    },
  }
}
