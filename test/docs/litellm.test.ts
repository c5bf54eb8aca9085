// The example of docs/litellm.md is exported as it says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportForLitellm } from '../../src/main/config/export-litellm.ts'
import { codeBlocks, root } from './markdown.ts'

it('shows what the export makes of the config above it', () => {
  const text = readFileSync(join(root, 'docs/litellm.md'), 'utf8')
  const section = text.split(/^### /m).find((part) => part.startsWith('An example\n')) ?? ''
  const [before, after] = codeBlocks(section).map((block) => `${block.text}\n`)
  const exported = exportForLitellm(before ?? '')
  expect(after).toBe(exported.text)
  expect(exported.notes).toEqual(['/team/rerank (route 2) is disabled: it is written as a comment'])
})
