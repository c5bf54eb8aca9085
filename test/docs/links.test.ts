// What a page of the docs points to is there: files, anchors, pictures.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchors, links, markdownFiles, root } from './markdown.ts'

const files = markdownFiles()
const textOf = (path: string) => files.find((file) => file.path === path)?.text

function brokenLinks(path: string, text: string): string[] {
  return links(text).flatMap(({ target, line }) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return []
    const [file = '', anchor] = target.split('#')
    const to = file === '' ? path : join(dirname(path), decodeURIComponent(file)).replaceAll('\\', '/')
    if (!existsSync(join(root, to))) return [`${path}:${line}: ${target}: there is no ${to}`]
    if (anchor === undefined) return []
    const there = textOf(to)
    return there !== undefined && anchors(there).has(anchor) ? [] : [`${path}:${line}: ${target}: no such heading`]
  })
}

describe.each(files.map(({ path, text }) => ({ path, text })))('$path', ({ path, text }) => {
  it('has no link that leads nowhere', () => {
    expect(brokenLinks(path, text)).toEqual([])
  })
})

it('finds what is wrong with a link', () => {
  const text =
    '[a](missing.md) [b](#nowhere) ![c](docs/images/none.png) [d](https://example.com/x)\n\n# Here\n\n[e](#here)'
  expect(brokenLinks('README.md', text)).toEqual([
    'README.md:1: missing.md: there is no missing.md',
    'README.md:1: #nowhere: no such heading',
    'README.md:1: docs/images/none.png: there is no docs/images/none.png',
    'README.md:5: #here: no such heading',
  ])
})

it('knows the anchors that GitHub gives headings', () => {
  const text = '# `missing_variable` (502)\n## A route\n## A route\n### Docker, WSL & others\n```\n# no heading\n```\n'
  expect([...anchors(text)]).toEqual(['missing_variable-502', 'a-route', 'a-route-1', 'docker-wsl--others'])
})

describe('pictures', () => {
  const folder = join(root, 'docs/images')
  const pictures = readdirSync(folder)
  const shown = new Set(
    files.flatMap(({ path, text }) =>
      links(text).map(({ target }) => join(dirname(path), target).replaceAll('\\', '/')),
    ),
  )

  it.each(pictures)('%s is small, shown, and there in both themes', (name) => {
    expect(statSync(join(folder, name)).size).toBeLessThan(300_000)
    expect(shown).toContain(`docs/images/${name}`)
    const [, picture, theme] = /^(.+)-(light|dark)\.png$/.exec(name) ?? []
    expect(pictures).toContain(`${picture}-${theme === 'light' ? 'dark' : 'light'}.png`)
  })
})
