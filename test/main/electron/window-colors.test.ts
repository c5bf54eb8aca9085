// The colours that the system draws are those of the window's own tokens.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { windowColors } from '../../../src/main/electron/window-colors.ts'

const tokens = readFileSync(join(import.meta.dirname, '../../../src/renderer/ui/tokens.css'), 'utf8')

/** The value that a token has in the first block of rules for the theme. */
function tokenOf(theme: string, name: string): string | undefined {
  const block = tokens.slice(tokens.indexOf(`:root[data-theme="${theme}"] {`))
  return new RegExp(`${name}:\\s*(#[0-9a-f]{6});`).exec(block)?.[1]
}

it.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  expect(windowColors[theme]).toEqual({
    background: tokenOf(theme, '--bg-surface'),
    chrome: tokenOf(theme, '--bg-chrome'),
    symbols: tokenOf(theme, '--text-2'),
  })
})
