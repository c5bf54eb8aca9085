// Moves a data file that cannot be understood out of the way, so that nothing of the user's is lost.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/**
 * Leaves the file where it is when `accepts` takes its content or there is none. Otherwise it becomes
 * `<name>.damaged-<n>.json` beside it, and that path is returned.
 * @throws what reading or renaming throws, but for a missing file
 */
export function setAsideDamaged(path: string, accepts: (content: Record<string, unknown>) => boolean): string | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const content = parseJson(text)
  if (isPlainObject(content) && accepts(content)) return null
  const aside = freePath(path)
  renameSync(path, aside)
  return aside
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isPlainObject(content: unknown): content is Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content)
}

function freePath(path: string): string {
  const extension = extname(path)
  const stem = join(dirname(path), basename(path, extension))
  for (let n = 1; ; n++) {
    const candidate = `${stem}.damaged-${n}${extension}`
    if (!existsSync(candidate)) return candidate
  }
}
