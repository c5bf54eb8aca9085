// Tells when what a path leads to has changed: rewritten, replaced by a rename, deleted, or back again.
import { stat } from 'node:fs/promises'

/** Milliseconds between two looks. */
const interval = 100
/** Editors write in several steps: a change is told when for so many milliseconds there was no other … */
const settleTime = 25
/** … and at the latest so many milliseconds after it was seen. */
const mostSettling = 100

/**
 * Looks at the path again and again, rather than ask the system for events: those belong to an inode, and
 * editors replace the file, through links and in folders of which nothing is known. A look costs one stat.
 * @returns once it knows the present state, the function that ends the watch
 */
export async function watchPath(path: string, onChange: () => void): Promise<() => void> {
  let isOver = false
  let told = await stateOf(path)
  let seen = told
  /** When it was seen that something changes; null while nothing does. */
  let movedAt: number | null = null
  let timer: NodeJS.Timeout

  const look = async () => {
    const now = await stateOf(path)
    if (isOver) return
    const isStill = now === seen
    seen = now
    if (now === told) movedAt = null
    else if (movedAt !== null && (isStill || performance.now() - movedAt >= mostSettling)) {
      movedAt = null
      told = now
      onChange()
    } else movedAt ??= performance.now()
    lookLater()
  }
  const lookLater = () => {
    timer = setTimeout(look, movedAt === null ? interval : settleTime)
    timer.unref()
  }
  lookLater()

  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** Differs whenever the content may: which file it is, its size and its times in nanoseconds. */
async function stateOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
    return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
