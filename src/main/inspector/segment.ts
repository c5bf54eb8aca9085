// A run of a body's bytes: in a slab of memory, on its way to the spill file, or there.
import type { Piece, Slab } from './slabs.ts'

export interface SegmentOwner {
  /** The bytes stand in the file now. */
  onWritten(segment: Segment): void
  /** The bytes do not stand in the file, for it has no room or the segment was let go. */
  onWriteFailed(segment: Segment): void
}

export abstract class Segment implements Piece {
  abstract readonly owner: SegmentOwner
  /** Where in the body it begins. */
  abstract readonly offset: number
  /** How many bytes it has. */
  used = 0
  /** null once its bytes stand in the file alone. */
  slab: Slab | null = null
  /** Where in the slab it begins, and how many bytes are set aside for it there. */
  start = 0
  room = 0
  /** Where in the file it begins; -1 before it has a place there. */
  position = -1
  isWriting = false
  /** Let go: whoever still holds it does nothing more with it. */
  isGone = false
  next: Segment | null = null

  /** Its bytes while they are in memory; a view that must not outlive the segment. */
  view(from = 0, to = this.used): Buffer {
    const { slab, start } = this
    return slab === null ? empty : slab.bytes.subarray(start + from, start + to)
  }
}

/** One behind the body's first. */
export class LaterSegment extends Segment {
  readonly owner: SegmentOwner
  readonly offset: number

  constructor(owner: SegmentOwner, offset: number) {
    super()
    this.owner = owner
    this.offset = offset
  }
}

const empty = Buffer.alloc(0)
