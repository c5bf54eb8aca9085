// Where the cursor stands in a config.yaml, whatever its layout.
import { expect, it } from 'vitest'
import { placeAt } from '../../../../src/renderer/features/routes/yaml/yaml-place.ts'

/** The place of the `|` in a text. */
function at(text: string) {
  const before = text.slice(0, text.indexOf('|')).split('\n')
  const lines = text.replace('|', '').split('\n')
  const number = before.length - 1
  return placeAt({ count: lines.length, line: (line) => lines[line] ?? '' }, number, before[number]?.length ?? 0)
}

const route = ['general_settings', 'pass_through_endpoints', '*']
const file = (below: string) => `# Kept.
model_list: []
general_settings:
  master_key: x
  pass_through_endpoints:
    # The first.
    - path: /one
      target: https://one.example

      headers:
        # Secret.
        Authorization: Bearer x
    - path: /two
${below}`

it('finds the keys above a value', () => {
  expect(at(file('      target: https://tw|'))).toMatchObject({
    path: [...route, 'target'],
    kind: 'value',
    typed: 'https://tw',
  })
  expect(at(file('      headers:\n        "x-api-key": os.|'))?.path).toEqual([...route, 'headers', 'x-api-key'])
  expect(at(file('      auth:|'))).toMatchObject({ path: [...route, 'auth'], kind: 'value', typed: '' })
})

it('finds the map that a key is typed in, with its other keys', () => {
  const place = at(file('      ta|\n      timeout: 5\n    - path: /three\n      auth: true'))
  expect(place).toMatchObject({ path: route, kind: 'key', typed: 'ta', column: 6 })
  expect(place?.siblings.sort()).toEqual(['path', 'timeout'])
  expect(at(file('    - pa|\n      target: x'))).toMatchObject({ path: route, typed: 'pa', siblings: ['target'] })
  expect(at(file('      headers:\n        x-|\n      auth: true'))).toMatchObject({
    path: [...route, 'headers'],
    siblings: [],
  })
})

it('goes by the column on an empty line', () => {
  expect(at(file('      |'))?.path).toEqual(route)
  expect(at(file('  |'))?.path).toEqual(['general_settings'])
  expect(at(file('|'))?.path).toEqual([])
})

it('reads a list whose dashes stand below the first letter of its key', () => {
  const text = (below: string) => `general_settings:
  pass_through_endpoints:
  - path: /one
    methods:
    - GET
${below}`
  expect(at(text('    - P|'))).toMatchObject({ path: [...route, 'methods', '*'], kind: 'key', typed: 'P' })
  expect(at(text('    target: x|'))?.path).toEqual([...route, 'target'])
  expect(at(text('  - |path: /two'))).toMatchObject({ path: route, kind: 'key', typed: '' })
  expect(at('a:\n- b:\n  - x|')?.path).toEqual(['a', '*', 'b', '*'])
})

it('reads the item that is typed between brackets', () => {
  expect(at(file('      methods: [GET, PO|'))).toMatchObject({
    path: [...route, 'methods'],
    kind: 'value',
    typed: 'PO',
  })
  expect(at(file('      methods: [|]'))).toMatchObject({ path: [...route, 'methods'], kind: 'value', typed: '' })
})

it('says nothing in a comment or in a text over several lines', () => {
  expect(at(file('      # ta|'))).toBeNull()
  expect(at(file('      target: https://two.example # os.environ/|'))).toBeNull()
  expect(
    at(file('      headers:\n        x-note: |-\n          tar'.replace('|', '>').replace('tar', 'tar|'))),
  ).toBeNull()
  expect(at(file("      target: 'https://a#b?c=|'"))?.kind).toBe('value')
})
