// The master key in the text of a config.yaml, and how many lines two texts differ in.
import { expect, it } from 'vitest'
import { countChangedLines } from '../../../../src/main/config/edits/count-changed-lines.ts'
import { setMasterKey } from '../../../../src/main/config/edits/set-master-key.ts'
import { configFile, configFiles } from './config-files.ts'
import { readFile } from './random-edits.ts'

const key = 'os.environ/THROUGHLINE_MASTER_KEY'

it.each<[name: string, before: string, after: string]>([
  ['in place', 'general_settings:\n  master_key: "sk-1" # x\n', `general_settings:\n  master_key: "${key}" # x\n`],
  [
    'in place of nothing',
    'general_settings:\n  master_key:\n  a: b\n',
    `general_settings:\n  master_key: ${key}\n  a: b\n`,
  ],
  [
    'as the first key',
    'general_settings: # x\n  # a\n  a: b\n',
    `general_settings: # x\n  master_key: ${key}\n  # a\n  a: b\n`,
  ],
  ['in braces', 'general_settings: { a: b }\n', `general_settings: { a: b, master_key: ${key} }\n`],
  ['under an empty key', 'general_settings:\na: b\n', `general_settings:\n  master_key: ${key}\na: b\n`],
  ['in a file without settings', 'a: b\n', `a: b\n\ngeneral_settings:\n  master_key: ${key}\n`],
  ['in an empty file', '', `general_settings:\n  master_key: ${key}\n`],
])('the master key is written %s', (_name, before, after) => {
  expect(setMasterKey(before, key)).toBe(after)
})

it('is written into every file, and once only', () => {
  for (const text of configFiles.values()) {
    const edited = setMasterKey(text, key)
    expect(readFile(edited).rest).toMatchObject({ general_settings: { master_key: key } })
    expect(readFile(edited).routes).toEqual(readFile(text).routes)
    expect(countChangedLines(text, edited)).toBeLessThanOrEqual(3)
    expect(setMasterKey(edited, key)).toBe(edited)
  }
})

it.each<[before: string, after: string, lines: number]>([
  ['a\nb\nc', 'a\nb\nc', 0],
  ['a\nb\nc', 'a\nx\nc', 1],
  ['a\nb\nc', 'a\nb\nnew\nc', 1],
  ['a\nb\nc', 'c', 2],
  ['a\nb\nc\nd', 'c\nd\na\nb', 2],
  ['', 'a\n', 1],
  ['a\r\nb\r\n', 'a\nb\n', 2],
])('%j and %j differ in %i lines', (before, after, lines) => {
  expect(countChangedLines(before, after)).toBe(lines)
})

it('counts the lines of long texts in reasonable time', () => {
  const text = configFile('many-routes').repeat(100)
  expect(countChangedLines(text, text.replaceAll('https', 'http'))).toBe(4000)
})
