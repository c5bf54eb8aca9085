// What the YAML view offers at a place, and what choosing it writes.
import { expect, it } from 'vitest'
import { type KnownVariable, optionsAt } from '../../../../src/renderer/features/routes/yaml/yaml-options.ts'
import type { YamlPlace } from '../../../../src/renderer/features/routes/yaml/yaml-place.ts'
import { helpOf } from '../../../../src/shared/config-help.ts'

const route = ['general_settings', 'pass_through_endpoints', '*']
const variables: KnownVariable[] = [
  { name: 'OPENAI_API_KEY', words: 'from the keychain' },
  { name: 'TENANT_ID', words: 'is not set' },
]

function offered(place: Partial<YamlPlace> & Pick<YamlPlace, 'path' | 'kind'>) {
  const { typed, options } = optionsAt({ typed: '', column: 6, siblings: [], ...place }, variables)
  return { typed, labels: options.map(({ label }) => label), options }
}

it('offers the keys of a route that it does not have yet', () => {
  const { labels, options } = offered({ path: route, kind: 'key', siblings: ['path', 'target'] })
  expect(labels).toContain('include_subpath')
  expect(labels).not.toContain('path')
  const inserts = Object.fromEntries(options.map(({ label, insert }) => [label, insert]))
  expect(inserts).toMatchObject({ timeout: 'timeout: ', headers: 'headers:\n        ', methods: 'methods: [' })
})

it('offers usual headers, whatever their case', () => {
  const { labels } = offered({ path: [...route, 'headers'], kind: 'key', siblings: ['authorization'] })
  expect(labels).toContain('x-api-key')
  expect(labels).toContain('LANGFUSE_PUBLIC_KEY')
  expect(labels).not.toContain('Authorization')
})

it('offers what a value may be', () => {
  expect(offered({ path: [...route, 'auth'], kind: 'value' }).labels).toEqual(['true', 'false'])
  expect(offered({ path: [...route, 'methods'], kind: 'value', typed: 'P' })).toMatchObject({ typed: 1 })
  expect(offered({ path: [...route, 'methods', '*'], kind: 'key' }).labels).toContain('POST')
  expect(offered({ path: [...route, 'custom_auth_parser'], kind: 'value' }).labels).toEqual(['langfuse'])
  expect(offered({ path: ['litellm_settings', 'auth'], kind: 'value' }).labels).toEqual([])
})

it('offers variables behind os.environ/ or $, with where they come from', () => {
  const value = (typed: string) => offered({ path: [...route, 'headers', 'Authorization'], kind: 'value', typed })
  expect(value('Bearer os.environ/OPEN')).toMatchObject({
    typed: 'os.environ/OPEN'.length,
    labels: ['os.environ/OPENAI_API_KEY', 'os.environ/TENANT_ID'],
  })
  expect(value('Bearer os.environ/').options[1]?.detail).toBe('is not set')
  expect(value('$')).toMatchObject({ typed: 1, labels: ['os.environ/OPENAI_API_KEY', 'os.environ/TENANT_ID'] })
  expect(value('$ten')).toMatchObject({ typed: 4, labels: ['os.environ/TENANT_ID'] })
  expect(value('Bearer os.e').labels).toEqual(['os.environ/'])
  expect(value('Bearer cos').labels).toEqual([])
  expect(offered({ path: [...route, 'path'], kind: 'value', typed: '$' }).labels).toEqual([])
})

it('helps with keys where they mean something', () => {
  expect(helpOf([...route, 'timeout'])).toMatchObject({ type: 'seconds', default: 'pass_through_request_timeout' })
  expect(helpOf(['general_settings', 'pass_through_request_timeout'])?.default).toBe('600')
  expect(helpOf(['timeout'])).toBeNull()
})
