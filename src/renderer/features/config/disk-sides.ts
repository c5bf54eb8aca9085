// The two sides of a conflict: the document as it is edited, and the file as it stands on disk.
import { call } from '../../api.ts'
import { type DiffPart, foldSame, lineDiff } from '../../line-diff.ts'

export interface DiskSides {
  /** Equal lines folded; null where there is no file any more. */
  parts: DiffPart[] | null
  /** Lines that only the document has, and that only the file has. */
  mine: number
  theirs: number
}

const linesOf = (text: string) => text.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/)

/** `removed` lines are the document's, `added` ones the file's. */
export function compareSides(document: string, onDisk: string | null): DiskSides {
  if (onDisk === null) return { parts: null, mine: 0, theirs: 0 }
  const lines = lineDiff(linesOf(document), linesOf(onDisk))
  const count = (kind: 'removed' | 'added') => lines.filter((line) => line.kind === kind).length
  return { parts: foldSame(lines), mine: count('removed'), theirs: count('added') }
}

export async function loadSides(): Promise<DiskSides> {
  const [{ text }, { text: onDisk }] = await Promise.all([call('config.text'), call('config.onDisk')])
  return compareSides(text, onDisk)
}
