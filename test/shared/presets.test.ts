// Every preset makes a route that a config.yaml may hold, with its key where the API's own libraries send theirs.
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { customFields, freePath, presetFields, presets, presetVariables } from '../../src/shared/presets.ts'
import { type RouteFields, routeFieldsSchema } from '../../src/shared/route.ts'

const asFile = ({ path, target, headers, includeSubpath }: RouteFields) =>
  stringify({
    general_settings: {
      pass_through_endpoints: [
        {
          path,
          target,
          include_subpath: includeSubpath,
          headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
        },
      ],
    },
  })

describe.each(presets)('$name', (preset) => {
  const fields = presetFields(preset, [])

  it('is a valid route for all that is below its path', () => {
    expect(routeFieldsSchema.parse(fields)).toEqual(fields)
    expect(fields).toMatchObject({ path: preset.path, includeSubpath: true, enabled: true })
    const { config, problems } = parseConfig(asFile(fields), { environment: {} })
    expect(problems).toEqual([])
    expect(config?.routes).toHaveLength(1)
  })

  it('holds no key, only the name of a variable', () => {
    for (const { value } of preset.headers) expect(value).toMatch(/^(?:Bearer )?os\.environ\/[A-Z_]+$/)
    const variables = preset.headers.map(({ value }) => value.replace(/^.*os\.environ\//, ''))
    expect(presetVariables(preset)).toEqual([...new Set(variables)])
  })
})

it('puts the key into the header in which each API expects it', () => {
  const header = (id: string) => presets.find((preset) => preset.id === id)?.headers.map(({ name }) => name)
  for (const id of ['openai', 'cohere', 'mistral', 'groq', 'openrouter']) expect(header(id)).toEqual(['Authorization'])
  expect(header('anthropic')).toEqual(['x-api-key', 'Authorization'])
  expect(header('gemini')).toEqual(['x-goog-api-key'])
  expect(header('langfuse')).toEqual(['LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY'])
  expect(header('ollama')).toEqual([])
})

it('takes the first path that is free', () => {
  expect(freePath('/openai', ['/cohere'])).toBe('/openai')
  expect(freePath('/openai', ['/openai', '/openai-3'])).toBe('/openai-2')
  expect(freePath('/openai', ['/openai', '/openai-2', '/openai-3'])).toBe('/openai-4')
})

it('adds an empty route that is valid before it is filled in', () => {
  const fields = customFields(['/new-route'])
  expect(fields.path).toBe('/new-route-2')
  expect(parseConfig(asFile(fields), { environment: {} }).problems).toEqual([])
})
