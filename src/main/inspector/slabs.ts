// Memory outside the heap, handed out in pieces of big buffers, so that what is small costs no allocation of its own.

export class Slab {
  /** Not zeroed: only what was written is ever read. */
  readonly bytes: Buffer
  /** The same memory. */
  readonly numbers: Float64Array
  /** Of one piece alone. */
  readonly isOwn: boolean
  used = 0
  /** How many pieces live in it. */
  pieces = 0

  /** @param size bytes, a multiple of eight */
  constructor(size: number, isOwn = false) {
    this.bytes = Buffer.allocUnsafeSlow(size)
    this.numbers = new Float64Array(this.bytes.buffer)
    this.isOwn = isOwn
  }
}

/** Some bytes of a slab. */
export interface Piece {
  /** null while it has no memory. */
  slab: Slab | null
  start: number
  /** How many bytes are set aside for it, and how many of them it uses. */
  room: number
  used: number
}

export interface Slabs {
  /** Bytes of the slabs that hold something; what is spare does not count. */
  readonly bytesInUse: number
  /** Gives the piece room for up to `wanted` bytes: less where the slab at hand has less, but `least` at least. */
  take(piece: Piece, wanted: number, least: number): void
  /** Gives back what the piece has room for and does not use, where that can still be used. */
  trim(piece: Piece): void
  /** The piece's bytes are no longer needed. */
  release(piece: Piece): void
}

/**
 * @param size bytes of a slab, a multiple of eight: the most that one piece can have
 * @param onGrow called after another slab came into use
 */
export function createSlabs(size: number, onGrow?: () => void): Slabs {
  let spare: Slab[] = []
  let hasUsedSpare = false
  let trimTimer: NodeJS.Timeout | null = null
  let current: Slab | null = null
  let inUse = 0

  const trim = () => {
    trimTimer = null
    if (hasUsedSpare) return keepSpare()
    spare = spare.slice(0, lastingSpares)
  }

  const keepSpare = () => {
    if (trimTimer !== null || spare.length <= lastingSpares) return
    hasUsedSpare = false
    trimTimer = setTimeout(trim, spareTime)
    trimTimer.unref()
  }

  const next = (): Slab => {
    const slab = spare.pop() ?? new Slab(size)
    hasUsedSpare = true
    inUse++
    current = slab
    onGrow?.()
    return slab
  }

  return {
    get bytesInUse() {
      return inUse * size
    },
    take(piece, wanted, least) {
      let slab = current
      if (slab === null || size - slab.used < Math.min(wanted, least)) slab = next()
      piece.slab = slab
      piece.start = slab.used
      piece.room = Math.min(wanted, size - slab.used)
      slab.used += piece.room
      slab.pieces++
    },
    trim(piece) {
      const { slab, start, room, used } = piece
      if (slab !== null && slab.used === start + room) slab.used = start + used
      piece.room = used
    },
    release(piece) {
      const { slab } = piece
      if (slab === null) return
      piece.slab = null
      if (slab.isOwn || --slab.pieces > 0) return
      slab.used = 0
      if (slab === current) return
      inUse--
      if ((spare.length + 1) * size > spareBytes) return
      spare.push(slab)
      keepSpare()
    },
  }
}

/**
 * Bytes of slabs kept for what comes next, more than may wait for the disk at once: with fewer, a long body made new
 * ones all the time, and V8 answered the memory outside its heap with major collections (100 MB down: 1.1 ms of CPU
 * a megabyte instead of 1.4, Node 24).
 */
const spareBytes = 12_000_000
/** Slabs that stay after a quiet while: fresh pages cost more than the copy. */
const lastingSpares = 16
/** The quiet while, in milliseconds. */
const spareTime = 5000
