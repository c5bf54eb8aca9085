// A damaged data file is moved away whole; a good one stays.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { setAsideDamaged } from '../../../src/main/settings/set-aside-damaged.ts'
import { settingsSchema } from '../../../src/shared/settings.ts'

const accepts = (content: unknown) => settingsSchema.safeParse(content).success

function pathWith(text: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-damaged-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'settings.json')
  if (text !== null) writeFileSync(path, text)
  return path
}

it.each([null, '{}', '{"theme":"dark"}', '{"fromALaterVersion":1}'])('%j stays', (text) => {
  const path = pathWith(text)
  expect(setAsideDamaged(path, accepts)).toBeNull()
  expect(existsSync(path)).toBe(text !== null)
})

it.each(['', '{"theme":', '[]', 'null', '"dark"', '{"theme":"pink"}', '{"port":70000}'])('%j is set aside', (text) => {
  const path = pathWith(text)
  const aside = setAsideDamaged(path, accepts)
  expect(aside).toBe(path.replace('settings.json', 'settings.damaged-1.json'))
  expect(readFileSync(aside as string, 'utf8')).toBe(text)
  expect(existsSync(path)).toBe(false)
})

it('keeps what was set aside before', () => {
  const path = pathWith('first')
  setAsideDamaged(path, accepts)
  writeFileSync(path, 'second')
  setAsideDamaged(path, accepts)
  expect(readdirSync(join(path, '..')).sort()).toEqual(['settings.damaged-1.json', 'settings.damaged-2.json'])
})

it('throws when the file cannot be read', () => {
  const path = pathWith(null)
  mkdirSync(path)
  expect(() => setAsideDamaged(path, accepts)).toThrow(/EISDIR/)
})
