// JSON laid out in slices: the same as at once, whatever the slices; cut texts as far as they go; others not at all.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createJsonPrinter, prettyJson } from '../../../src/renderer/features/traffic/detail/pretty-json.ts'
import { jsonPieces } from '../../../src/renderer/ui/code-view-json.tsx'

it('lays objects and long arrays out on lines, and leaves short arrays of plain values on one', () => {
  expect(prettyJson('{"a":[1,2,"x"],"b":{},"c":[],"d":{"e":null},"f":[{"g":true}]}')).toBe(
    [
      '{',
      '  "a": [1, 2, "x"],',
      '  "b": {},',
      '  "c": [],',
      '  "d": {',
      '    "e": null',
      '  },',
      '  "f": [',
      '    {',
      '      "g": true',
      '    }',
      '  ]',
      '}',
    ].join('\n'),
  )
})

it('keeps numbers, escapes and repeated keys as they are written', () => {
  const text = '{"n":12345678901234567890.10,"n":1e400,"s":"\\u0041\\"\\\\"}'
  expect(prettyJson(text)?.replace(/\s/g, '')).toBe(text)
})

it('lays out several values one after the other', () => {
  expect(prettyJson('{"a":1}\n{"a":2}\n')).toBe('{\n  "a": 1\n}\n{\n  "a": 2\n}')
})

it.each([
  '',
  'x',
  '{',
  '{"a"}',
  '{"a":1,}',
  '[1,]',
  '[1 2]',
  '{"a":01}',
  '"a',
  '{]',
  'NaN',
  '"a\nb"',
])('is not JSON: %j', (text) => {
  expect(prettyJson(text)).toBeNull()
})

it('means the same as before, for any JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(JSON.parse(prettyJson(text) ?? '')).toEqual(JSON.parse(text))
    }),
  )
})

it('gives the same in slices, of any length', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
      const printer = createJsonPrinter(text)
      while (!printer.step(length)) expect(printer.progress()).toBeLessThanOrEqual(1)
      expect(printer.result()).toBe(prettyJson(text))
    }),
  )
})

it('lays out the start of any JSON, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      const start = text.slice(0, Math.max(1, Math.floor(text.length * share)))
      const pretty = prettyJson(start, { isCut: true })
      const bare = (json: string) => json.replace(/\s/g, '')
      expect(bare(pretty ?? '')).toBe(bare(start))
    }),
  )
})

it('lays 20 MB out in slices that end soon after the length that was asked for', () => {
  const item = JSON.stringify({ id: 123456, name: 'a name "quoted"', values: [0.125, -3, null], deep: { a: 'c' } })
  const text = `[${new Array(Math.ceil(20_000_000 / item.length)).fill(item).join(',')}]`
  const printer = createJsonPrinter(text)
  let before = 0
  for (let isDone = false; !isDone; ) {
    isDone = printer.step(100_000)
    expect(printer.progress() - before).toBeLessThan(110_000 / text.length)
    before = printer.progress()
  }
  expect(printer.result()?.length).toBeGreaterThan(text.length)
})

it('colours the pieces of a text and loses none of it', () => {
  const text = '{\n  "key": "value", "n": -1.5e3, "t": [true, null]\n}'
  const pieces = jsonPieces(text)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  const kinds = (kind: string) => pieces.filter((piece) => piece.kind === kind).map((piece) => piece.text)
  expect(kinds('key')).toEqual(['"key"', '"n"', '"t"'])
  expect(kinds('string')).toEqual(['"value"'])
  expect(kinds('number')).toEqual(['-1.5e3'])
  expect(kinds('literal')).toEqual(['true', 'null'])
})
