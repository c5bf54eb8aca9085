// The file that takes bodies too big for memory: written in the background, in order and in few writes.
import type { FileHandle } from 'node:fs/promises'
import { createFreeSpace } from './free-space.ts'
import type { Segment } from './segment.ts'

export interface SpillFile {
  /** Bytes that wait to be written. */
  readonly queuedBytes: number
  /** Writes the segment and tells its owner. Its bytes must stay as they are until then. */
  write(segment: Segment): void
  /** The segment's place may be used for something else. */
  free(segment: Segment): void
  /** Fills the target. @throws where the file cannot be read */
  read(position: number, target: Buffer): Promise<void>
  /** Resolves when nothing is being written any more; what still waits is dropped. */
  close(): Promise<void>
}

/** @param open makes the file; tried again with the next segment where it fails */
export function createSpillFile(open: () => Promise<FileHandle>): SpillFile {
  const space = createFreeSpace()
  let queue: Segment[] = []
  let queuedBytes = 0
  let file: FileHandle | null = null
  /** How far the file reaches at most. */
  let fileEnd = 0
  let writing: Promise<void> | null = null
  let isClosed = false

  /** The segments at the queue's start that lie behind one another, without those let go meanwhile. */
  const nextBatch = (): Segment[] => {
    const batch: Segment[] = []
    let taken = 0
    let bytes = 0
    for (; taken < queue.length && batch.length < batchSegments && bytes < batchBytes; taken++) {
      const segment = queue[taken] as Segment
      if (segment.isGone) {
        queuedBytes -= segment.used
        segment.owner.onWriteFailed(segment)
        continue
      }
      const last = batch.at(-1)
      if (last && last.position + last.used !== segment.position) break
      segment.isWriting = true
      bytes += segment.used
      batch.push(segment)
    }
    queue = queue.slice(taken)
    return batch
  }

  /** @returns how many bytes were written before it failed, or all */
  const writeAll = async (position: number, parts: Buffer[]): Promise<number> => {
    let written = 0
    try {
      file ??= await open()
      let rest = parts
      while (rest.length > 0) {
        const { bytesWritten } = await file.writev(rest, position + written)
        if (bytesWritten === 0) break
        written += bytesWritten
        rest = behind(rest, bytesWritten)
      }
    } catch {
      // Whatever the reason, what is missing tells.
    }
    return written
  }

  const writeBatch = async (batch: Segment[]): Promise<void> => {
    const [first] = batch
    if (!first) return
    const written = await writeAll(
      first.position,
      batch.map((segment) => segment.view()),
    )
    fileEnd = Math.max(fileEnd, first.position + written)
    let end = 0
    let hasFailed = false
    const again: Segment[] = []
    for (const segment of batch) segment.isWriting = false
    for (const segment of batch) {
      end += segment.used
      // Only the first that failed is given up: there may be room for a smaller one.
      if (end > written && hasFailed) {
        again.push(segment)
        continue
      }
      queuedBytes -= segment.used
      if (end <= written) segment.owner.onWritten(segment)
      else {
        hasFailed = true
        segment.owner.onWriteFailed(segment)
      }
    }
    if (again.length > 0) queue = again.concat(queue)
  }

  const run = async (): Promise<void> => {
    // What comes in the same turn goes out together.
    await new Promise(setImmediate)
    while (!isClosed && (queue.length > 0 || space.end < fileEnd)) {
      if (space.end < fileEnd && file !== null) {
        fileEnd = space.end
        await file.truncate(fileEnd).catch(() => undefined)
      } else await writeBatch(nextBatch())
    }
    writing = null
  }

  const wake = () => {
    if (!isClosed) writing ??= run()
  }

  return {
    get queuedBytes() {
      return queuedBytes
    },
    write(segment) {
      segment.position = space.take(segment.used)
      queuedBytes += segment.used
      queue.push(segment)
      wake()
    },
    free(segment) {
      space.give(segment.position, segment.used)
      if (space.end < fileEnd) wake()
    },
    async read(position, target) {
      let filled = 0
      while (filled < target.length) {
        if (file === null) throw new Error('The file is closed.')
        const { bytesRead } = await file.read(target, filled, target.length - filled, position + filled)
        if (bytesRead === 0) throw new Error('The file ends before the body does.')
        filled += bytesRead
      }
    },
    async close() {
      isClosed = true
      await writing
      await file?.close().catch(() => undefined)
      file = null
    },
  }
}

/** The buffers without their first bytes. */
function behind(buffers: Buffer[], bytes: number): Buffer[] {
  let left = bytes
  let index = 0
  while (index < buffers.length && left >= (buffers[index] as Buffer).length) {
    left -= (buffers[index] as Buffer).length
    index++
  }
  const rest = buffers.slice(index)
  if (left > 0) rest[0] = (rest[0] as Buffer).subarray(left)
  return rest
}

const batchBytes = 4_194_304
/** Systems take at least this many buffers in one write (IOV_MAX). */
const batchSegments = 1024
