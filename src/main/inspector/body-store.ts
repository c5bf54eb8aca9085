// The store of all captured bodies: keeps them within their budgets of memory and disk.
import { tmpdir } from 'node:os'
import type { CaptureLimits, RecordingState } from '../../shared/recording.ts'
import { createSlabs } from './slabs.ts'
import { createSpillFile } from './spill-file.ts'
import { createSpillFolder, removeLeftovers } from './spill-folder.ts'
import { type BodyKeeping, StoredBody } from './stored-body.ts'

export interface BodyStore {
  readonly memoryBytes: number
  readonly diskBytes: number
  readonly problem: RecordingState['problem']
  /** @param isPatient waits for the disk rather than leave something out */
  create(isPatient?: boolean): StoredBody
  /** It was let go, and whoever gives it back holds it no longer. */
  giveBack(body: StoredBody): void
  /** Applies limits that have changed. */
  shrink(): void
  /** Closes and deletes the spill file. */
  close(): Promise<void>
}

export interface BodyStoreOptions {
  /** Read each time: it may change. */
  limits: () => CaptureLimits
  /** Where the spill file's own folder is made; the system's folder for temporary files by default. */
  folder?: string
  /** Lets the oldest body go that may. @returns false where there is none */
  letGoOldest: () => boolean
  /** Moves the oldest body in memory to disk. @returns false where there is none */
  moveOldest: () => boolean
  /** Bytes moved, or a problem came or went. */
  onChange?: () => void
  /** For tests: bytes in memory at most, from where on bodies move to disk, and bytes that may wait for it. */
  memory?: { maximum: number; comfortable: number; queued: number }
}

export function createBodyStore(options: BodyStoreOptions): BodyStore {
  const { limits, letGoOldest, moveOldest, onChange, memory = defaultMemory } = options
  const parent = options.folder ?? tmpdir()
  const folder = createSpillFolder(parent)
  const file = createSpillFile(folder.openFile)
  /** Old objects in use again: the collector would move each new one twice. */
  const spare: StoredBody[] = []
  let bytes = 0
  let diskBytes = 0
  let problem: RecordingState['problem'] = null

  const report = (found: RecordingState['problem']) => {
    if (problem === found) return
    problem = found
    onChange?.()
  }

  const slabs = createSlabs(slabBytes, () => {
    // What waits for the disk will leave memory by itself.
    while (slabs.bytesInUse - file.queuedBytes > memory.comfortable && file.queuedBytes < memory.queued) {
      if (!moveOldest()) break
    }
  })

  const shrink = () => {
    while (bytes > limits().bytesInAll && letGoOldest());
  }

  const keeping: BodyKeeping = {
    get limits() {
      return limits()
    },
    slabs,
    file,
    add(count) {
      bytes += count
      if (bytes > limits().bytesInAll) shrink()
      return bytes <= limits().bytesInAll
    },
    subtract(count) {
      bytes -= count
    },
    moved(count) {
      diskBytes += count
    },
    isBehind(isSpilling) {
      const isBehind = slabs.bytesInUse >= memory.maximum || (isSpilling && file.queuedBytes > memory.queued)
      if (isBehind) report('behind')
      else if (problem === 'behind' && file.queuedBytes <= memory.queued / 2) report(null)
      return isBehind
    },
    noteWrite(isDone) {
      if (!isDone) report('disk-full')
      else if (problem === 'disk-full' || file.queuedBytes <= memory.queued / 2) report(null)
      onChange?.()
    },
  }

  removeLeftovers(parent)

  return {
    get memoryBytes() {
      return bytes - diskBytes
    },
    get diskBytes() {
      return diskBytes
    },
    get problem() {
      return problem
    },
    create: (isPatient) => (isPatient ? undefined : spare.pop()) ?? new StoredBody(keeping, isPatient),
    giveBack(body) {
      if (spare.length < spareBodies && body.renew()) spare.push(body)
    },
    shrink,
    async close() {
      await file.close()
      await folder.remove()
    },
  }
}

const spareBodies = 256

/** All in memory stays under 256 MB. The oldest moves early, so that it is on disk before that. */
const defaultMemory = { maximum: 256_000_000, comfortable: 200_000_000, queued: 8_000_000 }

const slabBytes = 262_144
