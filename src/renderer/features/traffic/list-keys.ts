// Where the keys of a list lead.

interface Place {
  /** Where the keys start from; -1 and one past the last where no row is selected. */
  from: number
  last: number
  /** Rows that a page shows. */
  page: number
}

/** The row that a key leads to; null where the key is none of the list's. */
export function keyTarget(key: string, { from, last, page }: Place): number | null {
  const targets: Record<string, number> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - page,
    PageDown: from + page,
    Home: 0,
    End: last,
  }
  const target = targets[key]
  return target === undefined ? null : Math.min(last, Math.max(0, target))
}
