// Which parts of the spill file are free: what is let go is used again, so that the file does not grow on and on.

export interface FreeSpace {
  /** Nothing lies behind this position. */
  readonly end: number
  /** @returns the position of that many free bytes */
  take(length: number): number
  give(position: number, length: number): void
}

interface Run {
  start: number
  end: number
}

export function createFreeSpace(): FreeSpace {
  /** Sorted; no two of them touch, and none touches the end. */
  const runs: Run[] = []
  let end = 0
  /** Where the last look stopped: the runs before were too small then. */
  let rover = 0

  /** The first run that begins at or behind the position. */
  const indexOf = (position: number): number => {
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((runs[middle] as Run).start < position) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    get end() {
      return end
    },
    take(length) {
      for (let looked = Math.min(runs.length, maximumLooks); looked > 0; looked--) {
        if (rover >= runs.length) rover = 0
        const run = runs[rover] as Run
        if (run.end - run.start >= length) {
          const position = run.start
          run.start += length
          if (run.start === run.end) runs.splice(rover, 1)
          return position
        }
        rover++
      }
      const position = end
      end += length
      return position
    },
    give(position, length) {
      if (length === 0) return
      const run = { start: position, end: position + length }
      let index = indexOf(position)
      const before = runs[index - 1]
      if (before?.end === run.start) {
        run.start = before.start
        index--
        runs.splice(index, 1)
      }
      if (runs[index]?.start === run.end) {
        run.end = (runs[index] as Run).end
        runs.splice(index, 1)
      }
      if (run.end === end) end = run.start
      else runs.splice(index, 0, run)
    },
  }
}

/** Runs looked at for one place; the end of the file is always there. */
const maximumLooks = 64
