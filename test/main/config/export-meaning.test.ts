// The file for a LiteLLM proxy means what the config.yaml meant, however that was written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { RouteConfig } from '../../../src/main/config/config.ts'
import { setEnabled } from '../../../src/main/config/edit-config.ts'
import { parseYaml, readTree } from '../../../src/main/config/yaml-text.ts'
import { configTexts } from './config-texts.ts'
import { exported } from './exported-text.ts'
import { configOf } from './read-problems.ts'

/** A route as it must still read: all but its place and what an export writes out. */
function meaning({ index: _, enabled: __, ...route }: RouteConfig) {
  return route
}

function expectGoodExport(text: string): string {
  const written = exported(text)
  const enabled = configOf(text).routes.filter((route) => route.enabled)
  expect(configOf(written).routes.map(meaning)).toEqual(enabled.map(meaning))
  expect(JSON.stringify(readTree(parseYaml(written)))).not.toContain('"enabled"')
  const { general_settings: settings } = readTree(parseYaml(written)) as Record<string, Record<string, unknown>>
  for (const route of (settings?.pass_through_endpoints ?? []) as Record<string, unknown>[]) {
    expect([typeof route.auth, typeof route.forward_headers]).toEqual(['boolean', 'boolean'])
  }
  expect(exported(written)).toBe(written)
  return written
}

describe.each(Object.keys(configTexts))('a file with %s', (name) => {
  const text = configTexts[name] as string
  const count = configOf(text).routes.length

  it('keeps every line when all routes are on and explicit', () => {
    const written = expectGoodExport(text)
    expect(exported(written)).toBe(written)
    const rest = written.split(/\r?\n/)
    // Nothing goes but the switches; lines of flow maps grow.
    const lost = text.split(/\r?\n/).filter((line) => {
      const at = rest.findIndex((other) => other === line || /[{[\]}]/.test(line))
      if (at === -1) return true
      if (rest[at] === line) rest.splice(0, at + 1)
      return false
    })
    expect(lost.filter((line) => !/enabled|path: \/b/.test(line))).toEqual([])
  })

  it('means the same with any of its routes off', () => {
    for (let off = 1; off < 2 ** count; off++) {
      let switched = text
      for (let index = 0; index < count; index++) if (off & (1 << index)) switched = setEnabled(switched, index, false)
      const written = expectGoodExport(switched)
      // Each of the disabled ones can still be read.
      configOf(text).routes.forEach(({ path }, index) => {
        if (off & (1 << index)) expect(written).toMatch(new RegExp(`^\\s*#.*${path}`, 'm'))
      })
    }
  })
})

describe('any file', () => {
  const secret = fc.stringMatching(/^Zq[a-z0-9]{12}$/)
  const header = fc.oneof(
    fc.tuple(
      fc.constantFrom('accept', 'x-team', 'content-type'),
      fc.constantFrom('a/b', 'search: all', '# no comment', 'yes'),
    ),
    fc.tuple(
      fc.constantFrom('Authorization', 'authorization'),
      secret.map((key) => `Bearer ${key}`),
    ),
    fc.tuple(fc.constantFrom('x-api-key', 'api-key', 'X-Token'), secret),
    fc.tuple(fc.constantFrom('x-key', 'x-other'), fc.constantFrom('os.environ/ONE', 'Basic os.environ/A:os.environ/B')),
  )
  const route = fc.record(
    {
      path: fc.stringMatching(/^\/[a-z0-9/]{0,8}$/),
      target: fc.oneof(
        fc.constantFrom('https://a.example/x?v=1', 'os.environ/TARGET'),
        secret.map((key) => `https://user:${key}@a.example`),
        secret.map((key) => `https://a.example/?api_key=${key}`),
      ),
      headers: fc.array(header, { maxLength: 3 }).map((entries) => {
        const seen = new Set<string>()
        return Object.fromEntries(entries.filter(([name]) => seen.size < seen.add(name.toLowerCase()).size))
      }),
      auth: fc.constantFrom(true, false, null),
      forward_headers: fc.constantFrom(true, false, null),
      enabled: fc.constantFrom(true, false, null),
      include_subpath: fc.boolean(),
      note: fc.constantFrom('two\nlines', 'kept\n\n', ' led by a space', '- dash', 'long '.repeat(40)),
    },
    { requiredKeys: ['path', 'target'] },
  )
  const style = fc.record({
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(1, 2, 4),
    collectionStyle: fc.constantFrom<'any' | 'flow'>('any', 'flow'),
    defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE'>(
      'PLAIN',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
    ),
  })

  it('reads the same, without its secrets, and exports to itself', () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 4 }), secret, style, (routes, masterKey, how) => {
        const settings = { master_key: masterKey, pass_through_endpoints: routes }
        const text = stringify({ model_list: [], general_settings: settings }, { version: '1.1', ...how })
        const written = exported(text)
        expect(written).not.toMatch(/Zq[a-z0-9]{12}/)
        expect(JSON.stringify(readTree(parseYaml(written)))).not.toContain('"enabled"')
        expect(exported(written)).toBe(written)
        const before = configOf(text).routes.filter(({ enabled }) => enabled)
        const after = configOf(written).routes
        const shape = (one: RouteConfig) => ({
          ...meaning(one),
          target: /Zq|_TARGET(_\d+)?$|^os.environ.TARGET/.test(one.target.source) ? 'hidden' : one.target.source,
          headers: one.headers.map(({ name, value }) => [
            name,
            /key|auth|token/i.test(name) && name !== 'x-key' ? 'hidden' : value.source,
          ]),
        })
        expect(after.map(shape)).toEqual(before.map(shape))
      }),
      { numRuns: 150 },
    )
  })
})
