// What the keys that write do in YAML: a new line's indentation, and lines made comments.

const unit = 2

/** How far a new line is indented, in spaces, behind what stands before the cursor on its line. */
export function indentBehind(before: string): number {
  const lead = before.length - before.trimStart().length
  const own = before.slice(lead)
  if (own === '' || own.startsWith('#')) return lead
  const dashes = /^(?:-\s+)*/.exec(own)?.[0].length ?? 0
  const inner = lead + dashes
  const opens = /:\s*(?:#.*|[&!]\S+\s*)?$/.test(own) || /(?::|^-)\s+[|>][-+1-9]*\s*$/.test(own)
  return opens ? inner + unit : inner
}

/** Spaces to the next place that Tab goes to. */
export function spacesToNext(column: number): number {
  return unit - (column % unit)
}

/** How many spaces at a line's beginning one step back takes. */
export function spacesBack(line: string): number {
  const lead = /^ */.exec(line)?.[0].length ?? 0
  return lead === 0 ? 0 : lead % unit || unit
}

/** Insertions and removals, each at a column of its line, that make lines comments or take the comments off. */
export function toggledComments(lines: readonly string[]): { column: number; remove: number; insert: string }[] {
  const filled = lines.filter((line) => line.trim() !== '')
  const lead = (line: string) => line.length - line.trimStart().length
  const areComments = filled.length > 0 && filled.every((line) => line.trimStart().startsWith('#'))
  const least = Math.min(...filled.map(lead))
  return lines.map((line) => {
    if (line.trim() === '') return { column: 0, remove: 0, insert: '' }
    if (!areComments) return { column: least, remove: 0, insert: '# ' }
    return { column: lead(line), remove: line.trimStart().startsWith('# ') ? 2 : 1, insert: '' }
  })
}
