// Switching routes in the text of a config.yaml: source in, source out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setEnabled } from '../../../src/main/config/edit-config.ts'
import { parseYaml, readTree } from '../../../src/main/config/yaml-text.ts'
import { CallError } from '../../../src/shared/errors.ts'
import { configTexts } from './config-texts.ts'
import { configOf } from './read-problems.ts'

const names = Object.keys(configTexts)
const textOf = (name: string) => configTexts[name] as string
const isOn = (text: string) => configOf(text).routes.map(({ enabled }) => enabled)

/** Everything that the file says but the switches, unknown keys and other sections included. */
function meaningOf(text: string): unknown {
  return JSON.parse(JSON.stringify(readTree(parseYaml(text)), (key, value) => (key === 'enabled' ? undefined : value)))
}

/** The lines of the longer text that the shorter one lacks; null where the rest is not the same, in order. */
function addedLines(before: string, after: string): string[] | null {
  const rest = before.split('\n')
  const added = after.split('\n').filter((line) => {
    if (line !== rest[0]) return true
    rest.shift()
    return false
  })
  return rest.length === 0 ? added : null
}

describe.each(names)('a file with %s', (name) => {
  const text = textOf(name)
  const count = configOf(text).routes.length

  it('is as it was, byte for byte, after off and on of each route', () => {
    for (let index = 0; index < count; index++) {
      const off = setEnabled(text, index, false)
      expect(isOn(off)).toEqual(isOn(text).map((on, at) => at !== index && on))
      expect(meaningOf(off)).toEqual(meaningOf(text))
      expect(setEnabled(off, index, true)).toBe(text)
    }
  })

  it('is as it was when it is switched to what it is', () => {
    for (let index = 0; index < count; index++) {
      expect(setEnabled(text, index, true)).toBe(text)
      const off = setEnabled(text, index, false)
      expect(setEnabled(off, index, false)).toBe(off)
    }
  })

  it('changes one line at most', () => {
    for (let index = 0; index < count; index++) {
      const before = text.split('\n')
      const after = setEnabled(text, index, false).split('\n')
      if (after.length === before.length) {
        expect(after.filter((line, at) => line !== before[at])).toHaveLength(1)
      } else {
        expect(after).toHaveLength(before.length + 1)
        // A file that had no line break at its end has gained one, before the new line.
        const added = addedLines(text, after.join('\n')) ?? addedLines(`${text}\r`, after.join('\n'))
        expect(added?.map((line) => line.trim())).toEqual(['enabled: false'])
      }
    }
  })

  it('is as it was after any switches, taken back in any order', () => {
    const steps = fc.array(fc.record({ index: fc.nat({ max: count - 1 }), enabled: fc.boolean() }), { maxLength: 12 })
    const order = fc.shuffledSubarray([...Array(count).keys()], { minLength: count })
    fc.assert(
      fc.property(steps, order, (toggles, back) => {
        const expected = isOn(text)
        let edited = text
        for (const { index, enabled } of toggles) {
          edited = setEnabled(edited, index, enabled)
          expected[index] = enabled
          expect(isOn(edited)).toEqual(expected)
        }
        expect(meaningOf(edited)).toEqual(meaningOf(text))
        for (const index of back) edited = setEnabled(edited, index, true)
        expect(edited).toBe(text)
      }),
      { numRuns: 15 },
    )
  })
})

it('has at least twelve habits to keep', () => {
  expect(names.length).toBeGreaterThanOrEqual(12)
})

describe('where the switch is written', () => {
  it.each<[name: string, before: string, after: string]>([
    [
      'behind the last key of a block',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      target: http://a\n      headers:\n        x: y # why\n\n    # next\n',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      target: http://a\n      headers:\n        x: y # why\n      enabled: false\n\n    # next\n',
    ],
    [
      'behind the last entry of a flow map',
      'general_settings: {pass_through_endpoints: [{path: /a, target: http://a}]}\n',
      'general_settings: {pass_through_endpoints: [{path: /a, target: http://a, enabled: false}]}\n',
    ],
    [
      'in quotes where the file is JSON',
      '{"general_settings":{"pass_through_endpoints":[{"path":"/a","target":"http://a"}]}}',
      '{"general_settings":{"pass_through_endpoints":[{"path":"/a","target":"http://a", "enabled": false}]}}',
    ],
    [
      'where it already stands',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      enabled: true # x\n      target: http://a\n',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      enabled: false # x\n      target: http://a\n',
    ],
    [
      'behind a colon without a value',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      enabled:\n      target: http://a\n',
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      enabled: false\n      target: http://a\n',
    ],
  ])('%s', (_name, before, after) => {
    expect(setEnabled(before, 0, false)).toBe(after)
  })

  it('keeps what someone wrote beside it', () => {
    const text =
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      target: http://a\n      enabled: false # until May\n'
    const on = setEnabled(text, 0, true)
    expect(on).toBe(text.replace('false', 'true'))
    expect(setEnabled(on, 0, false)).toBe(text)
  })
})

describe('routes that share YAML', () => {
  const merged = `general_settings:
  pass_through_endpoints:
    - &base
      path: /a
      target: http://a.example
    - <<: *base
      path: /b
    - <<: *base
      path: /c
      enabled: true
`

  it('are switched alone where others merge them', () => {
    const off = setEnabled(merged, 0, false)
    expect(isOn(off)).toEqual([false, true, true])
    expect(addedLines(merged, off)).toEqual(['      enabled: false', '      enabled: true'])
    const on = setEnabled(off, 0, true)
    expect(isOn(on)).toEqual([true, true, true])
    expect(meaningOf(on)).toEqual(meaningOf(merged))
  })

  it('are switched on where they merge a route that is off', () => {
    const text = merged.replace('target: http://a.example', 'target: http://a.example\n      enabled: false')
    expect(isOn(text)).toEqual([false, false, true])
    const on = setEnabled(text, 1, true)
    expect(isOn(on)).toEqual([false, true, true])
    expect(isOn(setEnabled(setEnabled(on, 1, false), 1, true))).toEqual([false, true, true])
  })

  it('are switched alone where a route is nothing but an alias', () => {
    const text = `general_settings:
  pass_through_endpoints:
    - &base { path: /a, target: http://a.example }
    - *base # again
`
    const off = setEnabled(text, 1, false)
    expect(isOn(off)).toEqual([true, false])
    expect(setEnabled(off, 1, true)).toBe(text)
    expect(isOn(setEnabled(text, 0, false))).toEqual([false, true])
  })

  it('are switched alone where they share the switch itself', () => {
    const text = `x-live: &live true
general_settings:
  pass_through_endpoints:
    - { path: /a, target: http://a.example, enabled: *live }
    - { path: /b, target: http://b.example, enabled: *live }
`
    expect(isOn(setEnabled(text, 0, false))).toEqual([false, true])
  })
})

it('switches a route with explicit keys, keeping what the file says', () => {
  const text = `general_settings:
  pass_through_endpoints: # routes
    - ? path
      : /a
      ? target
      : http://a.example
`
  for (const source of [text, text.replaceAll('\n', '\r\n')]) {
    const off = setEnabled(source, 0, false)
    expect(isOn(off)).toEqual([false])
    expect(meaningOf(off)).toEqual(meaningOf(source))
    expect(off).toContain('# routes')
    expect(/(?<!\r)\n/.test(off)).toBe(/(?<!\r)\n/.test(source))
  }
})

it.each([
  ['an index beyond the last', 'general_settings:\n  pass_through_endpoints:\n    - { path: /a, target: http://a }\n'],
  ['a file without routes', 'litellm_settings: {}\n'],
  ['an empty file', ''],
])('refuses %s as a conflict', (_name, text) => {
  expect(() => setEnabled(text, 1, false)).toThrow(
    expect.objectContaining({ name: CallError.name, code: 'conflict' }) as unknown as Error,
  )
})

it('switches one of 10,000 routes in reasonable time', () => {
  const text = `general_settings:\n  pass_through_endpoints:\n${Array.from({ length: 10_000 }, (_, i) => `    - path: /v1/${i}\n      target: https://${i}.example\n`).join('')}`
  const start = performance.now()
  const off = setEnabled(text, 9999, false)
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(off).toBe(`${text}      enabled: false\n`)
})
