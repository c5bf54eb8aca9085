// docs/config.md is what the schema and the help say, and what it says of defaults and examples is true.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configReference, schemaKeys } from '../../scripts/config-reference.ts'
import { headerNotes, keyNotes } from '../../scripts/config-reference-notes.ts'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { helpOf, keysAt } from '../../src/shared/config-help.ts'
import { root } from './markdown.ts'

const routePath = 'general_settings.pass_through_endpoints.*'

/** A file with these lines among the general settings, and these in its one route. */
function file({ settings = [], route = [] }: { settings?: string[]; route?: string[] }): string {
  const key = (line: string) => line.split(':')[0]
  const given = new Set([...settings, ...route].map(key))
  const withDefaults = (lines: string[], more: string[]) => [...lines, ...more.filter((line) => !given.has(key(line)))]
  const lines = withDefaults(route, ['path: /a', 'target: https://a.example'])
  return [
    'general_settings:',
    ...withDefaults(settings, ['master_key: os.environ/KEY']).map((line) => `  ${line}`),
    ...(given.has('pass_through_endpoints') ? [] : ['  pass_through_endpoints:']),
    ...(given.has('pass_through_endpoints')
      ? []
      : lines.map((line, index) => `    ${index === 0 ? '-' : ' '} ${line}`)),
    '',
  ].join('\n')
}

const parse = (text: string) => parseConfig(text, { environment: {} })

it('is what npm run docs makes of the schema and the help', () => {
  expect(readFileSync(join(root, 'docs/config.md'), 'utf8')).toBe(configReference())
})

it('has every key of the schema, and the help has no other', () => {
  const paths = schemaKeys().map(({ path }) => path.join('.'))
  expect(paths).toContain(`${routePath}.target`)
  expect(Object.keys(keyNotes).sort()).toEqual([...paths].sort())
  const helped = ['', 'general_settings', routePath].flatMap((parent) => {
    const above = parent === '' ? [] : parent.split('.')
    return keysAt(above).map(({ name }) => [...above, name].join('.'))
  })
  expect(helped.sort()).toEqual([...paths].sort())
  const headers = keysAt([...routePath.split('.'), 'headers']).map(({ name }) => name)
  expect(Object.keys(headerNotes).sort()).toEqual(headers.sort())
})

it('reads types, limits and what is required from the schema', () => {
  const keys = Object.fromEntries(schemaKeys().map((key) => [key.path.at(-1), key]))
  expect(keys.timeout).toMatchObject({ kind: 'number', limits: 'more than 0, at most 2147483', isRequired: false })
  expect(keys.cost_per_request).toMatchObject({ kind: 'number', limits: '0 or more' })
  expect(keys.target).toMatchObject({ kind: 'text', isRequired: true })
  expect(keys.methods).toMatchObject({ kind: 'list' })
  expect(keys.headers).toMatchObject({ kind: 'map' })
  expect(keys.auth).toMatchObject({ kind: 'boolean' })
})

describe('an example', () => {
  const examples = Object.entries(keyNotes).map(([path, { example }]) => ({ path, example }))

  it.each(examples)('of $path is valid', ({ path, example }) => {
    expect(example.startsWith(`${path.split('.').at(-1)}:`)).toBe(true)
    const text = path.startsWith(`${routePath}.`)
      ? file({ route: [example] })
      : path === 'general_settings'
        ? `${example}\n`
        : file({ settings: [example] })
    const { config, problems } = parse(text)
    expect(problems).toEqual([])
    expect(config).not.toBeNull()
  })

  it.each(Object.values(headerNotes))('of a header is valid: $example', ({ example }) => {
    const pair = example.startsWith('LANGFUSE') ? Object.values(headerNotes).slice(0, 2) : [{ example }]
    const headers = `headers: { ${pair.map((note) => note.example).join(', ')} }`
    expect(parse(file({ route: [headers] })).problems).toEqual([])
  })
})

describe('a default', () => {
  const withDefault = schemaKeys().flatMap(({ path }) => {
    const byDefault = helpOf(path)?.default
    return byDefault !== null && byDefault !== undefined && /^(?:true|false|\d+|empty|all)$/.test(byDefault)
      ? [{ key: path.at(-1) as string, isOfRoute: path.join('.').startsWith(`${routePath}.`), byDefault, path }]
      : []
  })

  it('is said of most keys', () => {
    expect(withDefault.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['auth', 'forward_headers', 'enabled', 'pass_through_request_timeout', 'methods']),
    )
  })

  it.each(withDefault.filter(({ key }) => key !== 'pass_through_endpoints'))('of $key is $byDefault', ({
    key,
    byDefault,
    isOfRoute,
    path,
  }) => {
    const empty = helpOf(path)?.holds === 'list' ? '[]' : '{}'
    const line = `${key}: ${/^(?:empty|all)$/.test(byDefault) ? empty : byDefault}`
    const said = parse(file(isOfRoute ? { route: ['path: /a', line] } : { settings: [line] }))
    expect(said.problems).toEqual([])
    expect(said.config).toEqual(parse(file({})).config)
  })
})
