// The property of random edits, for a part of the config files: each part is a test file of its own, so that they run side by side.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openConfig } from '../../../../src/main/config/edits/config-text.ts'
import { layoutOf } from '../../../../src/main/config/edits/list-layout.ts'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import type { RouteFields } from '../../../../src/shared/route.ts'
import { configFiles } from './config-files.ts'
import { apply, type Done, type Edit, edits, readFile, sourcesOf } from './random-edits.ts'

const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 10)
const seed = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 1_000_000_000)

/** Rows in the order of their names: a new one stands behind the others, wherever the window shows it. */
function comparable(fields: RouteFields): unknown {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  return {
    ...fields,
    headers: fields.headers.toSorted(byName),
    query: fields.query.toSorted(byName),
    methods: fields.methods.toSorted(),
  }
}

/** Where routes borrow from each other, an edit of one may write out what another had of it. */
function borrows(text: string): boolean {
  return /[ ,[{][&*][a-z]+/.test(text.replaceAll(/#.*|"[^"]*"/g, ''))
}

function expectMeaning(before: string, done: Done): void {
  const old = readFile(before)
  const now = readFile(done.text)
  expect(now.rest).toEqual(old.rest)
  for (const { before, after } of done.others) expect(now.routes[after]).toEqual(old.routes[before])
  if (done.fields) {
    expect(comparable(readRouteFields(done.text, done.fields.index))).toEqual(comparable(done.fields.fields))
  }
}

function expectOthersUntouched(before: string, done: Done): void {
  const old = sourcesOf(before)
  const now = sourcesOf(done.text)
  for (const { before, after } of done.others) expect(now[after]).toBe(old[before])
}

/** Every line above the list, and every line of another section, is there, in order. */
function expectLinesOutside(before: string, done: Done): void {
  const linesOf = (text: string) => text.split('\n').map((line) => line.replace(/\r$/, ''))
  const old = linesOf(before)
  const now = linesOf(done.text)
  const list = old.findIndex((line) => /pass_through_endpoints/.test(line))
  expect(now.slice(0, Math.max(list, 0))).toEqual(old.slice(0, Math.max(list, 0)))
  for (const line of old.slice(list + 1).filter((line) => /^[a-z#]/.test(line))) {
    const at = now.indexOf(line)
    expect(at, `the line ${JSON.stringify(line)}`).not.toBe(-1)
    now.splice(0, at + 1)
  }
}

/**
 * A comment that stands for itself has a route on either side: which of them it follows is not written anywhere.
 * A block scalar that keeps the empty lines behind it takes them along.
 */
function movesBack(text: string): boolean {
  const { units } = layoutOf(openConfig(`${text.replace(/^\ufeff/, '')}\n`))
  return units.every(({ isRoute }) => isRoute) && !text.includes('|+')
}

function expectUndone(before: string, edit: Edit, done: Done): void {
  if (done.undo === null) return
  if (edit.kind === 'move' && !movesBack(before)) return
  expect(done.undo(done.text)).toBe(before)
}

/** How many parts there are. */
const parts = 3

/** Any edits of any config file: the tree is what it must be, and what is not meant stays byte for byte. */
export function describeRandomEdits(part: 1 | 2 | 3): void {
  // The longest files come first, so that no part has two of them.
  const names = [...configFiles].sort(([, one], [, other]) => other.length - one.length).map(([name]) => name)
  describe.each(names.filter((_, index) => index % parts === part - 1))('%s.yaml', (name) => {
    const source = configFiles.get(name) as string

    it(`takes any edits, and only those (seed ${seed})`, () => {
      fc.assert(
        fc.property(edits, (steps) => {
          let text = source
          for (const edit of steps) {
            const done = apply(text, edit)
            if (done === null) continue
            expectMeaning(text, done)
            if (!borrows(text)) {
              expectOthersUntouched(text, done)
              expectLinesOutside(text, done)
              expectUndone(text, edit, done)
            }
            text = done.text
          }
        }),
        { numRuns, seed },
      )
    })
  })
}
