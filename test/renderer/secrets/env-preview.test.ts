// Which lines of a .env file are chosen.
import { expect, it } from 'vitest'
import {
  chosenNames,
  type EnvPreview,
  firstChoice,
  lineNotes,
} from '../../../src/renderer/features/secrets/env-preview.ts'

const preview: EnvPreview = [
  { name: '', isKept: false, problem: 'Line 1: not NAME=value. It is left out.' },
  { name: 'NEW', isKept: false, problem: null },
  { name: 'KEPT', isKept: true, problem: null },
  { name: 'EMPTY', isKept: false, problem: 'Line 4 gives it no value.' },
]

it('takes new names at first, and none whose value would be lost', () => {
  expect([...firstChoice(preview, null, new Set())]).toEqual(['NEW'])
  expect(lineNotes(preview)).toEqual(['Line 1: not NAME=value. It is left out.'])
})

it('keeps what the user chose while the text is typed on', () => {
  const longer: EnvPreview = [...preview, { name: 'NEWER', isKept: false, problem: null }]
  expect([...firstChoice(longer, preview, new Set(['KEPT']))]).toEqual(['KEPT', 'NEWER'])
  const mended: EnvPreview = [{ name: 'EMPTY', isKept: false, problem: null }]
  expect([...firstChoice(mended, preview, new Set())]).toEqual(['EMPTY'])
})

it('never takes what has a problem', () => {
  expect(chosenNames(preview, new Set(['', 'EMPTY', 'KEPT', 'NEW', 'GONE']))).toEqual(['NEW', 'KEPT'])
  expect(chosenNames(null, new Set(['NEW']))).toEqual([])
})
