// docs/troubleshooting.md has an entry for every error that the product answers itself.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { callErrors, gatewayErrors } from '../../src/shared/errors.ts'
import { root } from './markdown.ts'

const text = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')

it.each(Object.entries(gatewayErrors))('%s has a section with its status and its sentence', (type, {
  status,
  sentence,
}) => {
  const section = text.split(/^### /m).find((part) => part.startsWith(`\`${type}\` (${status})\n`))
  expect(section, `a heading "### \`${type}\` (${status})"`).toBeDefined()
  expect(section).toContain(sentence)
})

it.each(Object.entries(callErrors))('%s has a row with its sentence', (code, sentence) => {
  expect(text).toContain(`| \`${code}\` | ${sentence} |`)
})

it('names no type that the product does not have', () => {
  const named = Array.from(text.matchAll(/^### `(\w+)` \((\d+)\)$/gm), (match) => [match[1], Number(match[2])])
  expect(named.sort()).toEqual(
    Object.entries(gatewayErrors)
      .map(([type, { status }]) => [type, status])
      .sort(),
  )
})
