// On which line of the text each route begins.

/** From 1, in the file's order; empty where the routes are not written one below the other. */
export function routeLines(text: string): number[] {
  const lines = text.split('\n')
  const head = lines.findIndex((line) => /^ *pass_through_endpoints:\s*(#.*)?$/.test(line))
  if (head < 0) return []
  const indent = indentOf(lines[head] as string)
  const found: number[] = []
  let dash: number | null = null
  for (let at = head + 1; at < lines.length; at += 1) {
    const line = lines[at] as string
    const start = indentOf(line)
    if (start === line.length || line[start] === '#') continue
    const isItem = /^-(\s|$)/.test(line.slice(start))
    dash ??= isItem && start >= indent ? start : null
    if (dash === null || start < dash || (start === dash && !isItem)) break
    if (start === dash) found.push(at + 1)
  }
  return found
}

const indentOf = (line: string) => line.length - line.trimStart().length
