// What is large is not part of the page's first load: the editor of bodies and YAML comes when it is first shown.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, it } from 'vitest'

const source = resolve(import.meta.dirname, '../../src/renderer')

/** What a module needs before it runs: neither types nor what it loads later. */
function importsOf(code: string): string[] {
  const statements = code.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)
  return Array.from(statements, ([, name]) => name as string)
}

/** Every module that the page loads at once, with the packages that each needs. */
function loadedFrom(entry: string): Map<string, string[]> {
  const loaded = new Map<string, string[]>()
  const load = (file: string) => {
    if (loaded.has(file)) return
    const names = importsOf(readFileSync(file, 'utf8'))
    loaded.set(
      file,
      names.filter((name) => !name.startsWith('.')),
    )
    for (const name of names) if (/^\..*\.tsx?$/.test(name)) load(resolve(dirname(file), name))
  }
  load(entry)
  return loaded
}

it('CodeMirror is in nothing that the page begins with, and in what it loads later', () => {
  const isEditor = (packages: readonly string[]) => packages.some((name) => name.startsWith('@codemirror/'))
  const loaded = loadedFrom(resolve(source, 'main.tsx'))
  expect(loaded.size).toBeGreaterThan(100)
  expect([...loaded.values()].flat()).toContain('react')
  expect([...loaded].filter(([, packages]) => isEditor(packages)).map(([file]) => file)).toEqual([])
  const editor = loadedFrom(resolve(source, 'ui/code-view-editor.ts'))
  expect([...editor.values()].some(isEditor)).toBe(true)
})
