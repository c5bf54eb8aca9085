// Reads the repository's Markdown files: their code blocks, headings and links.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export interface MarkdownFile {
  /** From the repository's root, with slashes. */
  path: string
  text: string
}

export interface CodeBlock {
  /** Such as `yaml`; empty for an indented block or one that names none. */
  language: string
  text: string
  /** From 1: where its first line stands. */
  line: number
}

const notOurs = new Set(['node_modules', '.git', 'out', 'dist', 'release', 'test-results', 'playwright-report'])

/** All of the repository, wherever they stand. */
export function markdownFiles(folder = root): MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return markdownFiles(path)
    if (!entry.name.endsWith('.md')) return []
    return [{ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }]
  })
}

/** Of the files that users read: README.md, CONTRIBUTING.md and docs/. */
export function userDocs(): MarkdownFile[] {
  return markdownFiles().filter(({ path }) => /^(?:README|CONTRIBUTING)\.md$|^docs\//.test(path))
}

export function codeBlocks(text: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { block: CodeBlock; fence: string; lines: string[] } | null = null
  let isAfterBlank = true
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^ {0,3}(```+|~~~+)\s*(\S*)/.exec(line)
    if (open === null) {
      const last = blocks.at(-1)
      if (fence)
        open = { block: { language: fence[2] ?? '', text: '', line: index + 2 }, fence: fence[1] ?? '', lines: [] }
      else if (/^ {4}\S/.test(line) && isAfterBlank) blocks.push({ language: '', text: line.slice(4), line: index + 1 })
      else if (/^ {4}/.test(line) && last?.language === '' && last.line + last.text.split('\n').length === index + 1)
        last.text += `\n${line.slice(4)}`
    } else if (fence && line.trim().startsWith(open.fence) && fence[2] === '') {
      blocks.push({ ...open.block, text: open.lines.join('\n') })
      open = null
    } else open.lines.push(line)
    isAfterBlank = line.trim() === ''
  }
  return blocks
}

/** The text without what stands in code, line by line where it was. */
export function withoutCode(text: string): string {
  let isInside = false
  return text
    .split('\n')
    .map((line) => {
      const isFence = /^ {0,3}(?:```|~~~)/.test(line)
      if (isFence) isInside = !isInside
      return isInside || isFence || /^ {4}/.test(line) ? '' : line.replaceAll(/`[^`]*`/g, '``')
    })
    .join('\n')
}

/** The anchors that GitHub gives the headings of a file. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>()
  let isInside = false
  for (const line of text.split('\n')) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isInside = !isInside
    const title = isInside ? null : /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1]
    if (title === null || title === undefined) continue
    const plain = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    const base = plain
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-')
    let anchor = base
    for (let number = 1; found.has(anchor); number += 1) anchor = `${base}-${number}`
    found.add(anchor)
  }
  return found
}

export interface Link {
  target: string
  line: number
}

/** Of links and pictures, in Markdown and in HTML. */
export function links(text: string): Link[] {
  return withoutCode(text)
    .split('\n')
    .flatMap((line, index) => {
      const targets = [
        ...line.matchAll(/\]\(<?([^\s)>]+)>?(?:\s+"[^"]*")?\)/g),
        ...line.matchAll(/\s(?:src|srcset|href)="([^"\s]+)"/g),
        ...line.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?\s*$/g),
      ]
      return targets.map((match) => ({ target: match[1] as string, line: index + 1 }))
    })
}
