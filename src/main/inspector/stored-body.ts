// One body's bytes as they are kept: in pieces of memory first, and in the spill file where it grows too big.

import type { CaptureGap } from '../../shared/exchange-detail.ts'
import type { CaptureLimits } from '../../shared/recording.ts'
import { LaterSegment, Segment, type SegmentOwner } from './segment.ts'
import type { Slabs } from './slabs.ts'
import type { SpillFile } from './spill-file.ts'

/** What all bodies share. */
export interface BodyKeeping {
  readonly limits: CaptureLimits
  readonly slabs: Slabs
  readonly file: SpillFile
  /**
   * Counts that many bytes more, and where need be lets other bodies go: the one that asks may be among them.
   * @returns whether there is room
   */
  add(bytes: number): boolean
  /** That many bytes are no longer kept. */
  subtract(bytes: number): void
  /** That many bytes went from memory to the file, or with a minus are gone from there. */
  moved(bytes: number): void
  /** More bytes wait for the disk than may. */
  isBehind(isSpilling: boolean): boolean
  noteWrite(isDone: boolean): void
}

/** Its own first segment: most bodies have no other, and are thousands. */
export class StoredBody extends Segment implements SegmentOwner {
  length = 0
  gap: CaptureGap | null = null
  readonly #keeping: BodyKeeping
  /** Waits for the disk rather than leave something out: for what is read from a file. */
  readonly #isPatient: boolean
  #last: Segment | null = null
  #isSpilling = false
  #isFinished = false

  constructor(keeping: BodyKeeping, isPatient = false) {
    super()
    this.#keeping = keeping
    this.#isPatient = isPatient
  }

  get owner(): this {
    return this
  }

  get offset(): number {
    return 0
  }

  get #first(): Segment | null {
    return this.#last === null ? null : this
  }

  /** Copies the bytes, as far as the limits let it; what is not kept shows in `gap`. */
  append(chunk: Uint8Array): void {
    if (this.gap !== null || this.#isFinished) return
    const keeping = this.#keeping
    const { bytesPerBody, memoryBytesPerBody } = keeping.limits
    const wanted = Math.max(0, Math.min(chunk.length, bytesPerBody - this.length))
    if (wanted > 0) {
      if (!this.#isSpilling && this.length + wanted > memoryBytesPerBody) this.spill()
      if (!this.#isPatient && keeping.isBehind(this.#isSpilling)) return this.cut('behind')
      const hasRoom = keeping.add(wanted)
      if (!hasRoom || this.gap !== null) {
        keeping.subtract(wanted)
        return this.cut('evicted')
      }
      this.#copy(chunk, wanted)
    }
    if (wanted < chunk.length) this.cut('limit')
  }

  /** Nothing more is kept; what is stays. */
  cut(gap: CaptureGap): void {
    this.gap ??= gap
    this.finish()
  }

  /** Nothing comes any more. */
  finish(): void {
    if (this.#isFinished) return
    this.#isFinished = true
    this.#closeLast()
  }

  /** Moves to the file what is in memory, and what comes from now on. @returns whether it was more than `bytes` */
  spill(bytes = -1): boolean {
    if (this.#isSpilling || this.length <= bytes) return false
    this.#isSpilling = true
    const last = this.#last
    for (let segment = this.#first; segment !== null; segment = segment.next) {
      if (segment !== last) this.#keeping.file.write(segment)
    }
    this.#closeLast()
    return true
  }

  /** Lets go of all bytes. @returns how many there were */
  letGo(gap: CaptureGap): number {
    const { length } = this
    if (length === 0) return 0
    this.#dropFrom(0)
    this.gap = gap
    this.#isFinished = true
    return length
  }

  /**
   * Makes it as new, where nobody but its owner can hold it any more.
   * @returns whether that can be: the spill file never had a part of it
   */
  renew(): boolean {
    if (this.#isPatient || this.#isSpilling || this.#last !== null || this.next !== null) return false
    this.gap = null
    this.#isFinished = false
    this.used = 0
    this.isGone = false
    return true
  }

  /** Bytes from `offset`, at most `length`; none where the body is let go meanwhile. */
  async read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.length)
    if (offset >= end) return Buffer.alloc(0)
    const result = Buffer.allocUnsafe(end - offset)
    const reads: Promise<void>[] = []
    const segments: Segment[] = []
    for (let segment = this.#first; segment !== null && segment.offset < end; segment = segment.next) {
      const from = Math.max(offset, segment.offset)
      const to = Math.min(end, segment.offset + segment.used)
      if (from >= to) continue
      const target = result.subarray(from - offset, to - offset)
      if (segment.slab !== null) segment.view(from - segment.offset, to - segment.offset).copy(target)
      else {
        segments.push(segment)
        reads.push(this.#keeping.file.read(segment.position + from - segment.offset, target))
      }
    }
    const isGone = () => segments.some((segment) => segment.isGone)
    try {
      await Promise.all(reads)
    } catch (error) {
      if (!isGone()) throw error
    }
    // Its place in the file may hold another body's bytes by now.
    return isGone() ? Buffer.alloc(0) : result
  }

  onWritten(segment: Segment): void {
    this.#keeping.slabs.release(segment)
    if (!segment.isGone) this.#keeping.moved(segment.used)
    this.#keeping.noteWrite(true)
  }

  onWriteFailed(segment: Segment): void {
    if (segment.isGone) return this.#keeping.slabs.release(segment)
    this.#dropFrom(segment.offset)
    this.gap = 'disk-full'
    this.#isFinished = true
    this.#keeping.noteWrite(false)
  }

  #copy(chunk: Uint8Array, wanted: number): void {
    for (let done = 0; done < wanted; ) {
      let last = this.#last
      if (last === null || last.used === last.room) last = this.#extend(wanted - done)
      const count = Math.min(wanted - done, last.room - last.used)
      const part = count === chunk.length ? chunk : chunk.subarray(done, done + count)
      last.slab?.bytes.set(part, last.start + last.used)
      last.used += count
      this.length += count
      done += count
      if (this.#isSpilling && last.used === last.room) this.#keeping.file.write(last)
    }
  }

  /** The first piece is as long as its chunk, for many a body has no more; the next ones grow with the body. */
  #extend(wanted: number): Segment {
    const segment = this.#last === null ? this : new LaterSegment(this, this.length)
    const roomier = this.#isSpilling ? largestPiece : Math.min(Math.max(this.length, leastGrowth), largestPiece)
    this.#keeping.slabs.take(
      segment,
      this.length === 0 && !this.#isSpilling ? wanted : Math.max(wanted, roomier),
      leastPiece,
    )
    if (this.#last !== null) this.#last.next = segment
    this.#last = segment
    return segment
  }

  /** The last segment grows no more. */
  #closeLast(): void {
    const last = this.#last
    if (last === null || last.slab === null || last.position !== -1) return
    this.#keeping.slabs.trim(last)
    if (this.#isSpilling) this.#keeping.file.write(last)
  }

  /** Lets go of the segments that begin at `offset` or behind it. */
  #dropFrom(offset: number): void {
    const keeping = this.#keeping
    let kept: Segment | null = null
    let segment = this.#first
    while (segment !== null && segment.offset < offset) {
      kept = segment
      segment = segment.next
    }
    for (; segment !== null; segment = segment.next) {
      segment.isGone = true
      keeping.subtract(segment.used)
      if (segment.slab === null) keeping.moved(-segment.used)
      if (segment.position !== -1) keeping.file.free(segment)
      // What is just being written is released when that is done.
      if (!segment.isWriting) keeping.slabs.release(segment)
    }
    if (kept !== null) kept.next = null
    this.#last = kept
    this.length = offset
  }
}

const leastGrowth = 512
/** A rest of a slab that is smaller than this is left alone rather than making a piece of its own. */
const leastPiece = 4096
const largestPiece = 65_536
