// docs/providers.md shows what the presets write and what the editor's snippets say, for each of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withPresetParts } from '../../scripts/provider-guide.ts'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { presets, presetVariables } from '../../src/shared/presets.ts'
import { codeBlocks, root } from './markdown.ts'

const text = readFileSync(join(root, 'docs/providers.md'), 'utf8')

it('is what npm run docs makes of the presets and the snippets', () => {
  expect(text).toBe(withPresetParts(text))
})

describe.each(presets)('$name', (preset) => {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${preset.name}\n`)) ?? ''

  it('has a section with its route, its variables and its code', () => {
    const blocks = codeBlocks(section)
    const { config } = parseConfig(blocks.find(({ language }) => language === 'yaml')?.text ?? '', { environment: {} })
    expect(config?.routes.map(({ path, includeSubpath }) => [path, includeSubpath])).toEqual([[preset.path, true]])
    expect(config?.routes[0]?.target.source).toBe(preset.target)
    expect(blocks.map(({ language }) => language)).toEqual(expect.arrayContaining(['yaml', 'sh', 'python', 'js']))
    for (const name of presetVariables(preset)) expect(section).toContain(`\`${name}\``)
  })
})

it('refuses a part of a preset that is not there', () => {
  expect(() => withPresetParts('<!-- preset: nobody -->\n\n<!-- end -->')).toThrow('There is no preset nobody.')
})
