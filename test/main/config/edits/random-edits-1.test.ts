// Random edits of the first third of the config files.
import { expect, it } from 'vitest'
import { configFiles } from './config-files.ts'
import { describeRandomEdits } from './random-edits-property.ts'

describeRandomEdits(1)

it('has at least twenty files to edit', () => {
  expect(configFiles.size).toBeGreaterThanOrEqual(20)
})
