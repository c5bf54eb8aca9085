// The text of a .env file: the window gets names and problems, the store gets the values.
import { expect, it } from 'vitest'
import { chooseFromEnv, previewEnv } from '../../../src/main/api/env-import.ts'
import { calls } from '../../../src/shared/contract.ts'

const text = `# keys
OPENAI_API_KEY=sk-hidden-1
export KEPT="sk-hidden-2"
sk-hidden-3
sk-hidden-4=sk-hidden-5
EMPTY=
LINES="sk-hidden-6
sk-hidden-7"
TWICE=sk-hidden-8
TWICE=sk-hidden-9#x
OPEN="sk-hidden-10
OTHER=\${sk-hidden}
FILLED=\${OPENAI_API_KEY}
LONG=${'x'.repeat(65_537)}
`

it('shows each name once, and what is wrong by the line', () => {
  const preview = previewEnv(text, (name) => name === 'KEPT')
  expect(calls['secrets.previewEnv'].output.parse(preview)).toEqual(preview)
  const note = (problem: string) => ({ name: '', isKept: false, problem })
  expect(preview).toEqual([
    note('Line 4: not NAME=value. It is left out.'),
    note('Line 5: the name is not of letters, digits and underscores. It is left out.'),
    note('Line 9: line 10 sets TWICE again, and counts.'),
    note('Line 10: What follows # is left out. To keep it, put the value in quotes.'),
    note('Line 11: A quote is opened and never closed. It is kept as a part of the value.'),
    note('Line 13: the variable in braces is kept as it stands, not filled in.'),
    { name: 'OPENAI_API_KEY', isKept: false, problem: null },
    { name: 'KEPT', isKept: true, problem: null },
    { name: 'EMPTY', isKept: false, problem: 'Line 6 gives it no value.' },
    { name: 'LINES', isKept: false, problem: 'A value cannot hold a line break or NUL.' },
    { name: 'TWICE', isKept: false, problem: null },
    { name: 'OPEN', isKept: false, problem: null },
    { name: 'OTHER', isKept: false, problem: null },
    { name: 'FILLED', isKept: false, problem: null },
    { name: 'LONG', isKept: false, problem: 'The value in line 14 is too long.' },
  ])
  expect(JSON.stringify(preview)).not.toContain('hidden')
})

it('takes the values that the program’s own .env file would have', () => {
  expect(chooseFromEnv(text, ['TWICE', 'KEPT', 'TWICE'])).toEqual([
    { name: 'TWICE', value: 'sk-hidden-9' },
    { name: 'KEPT', value: 'sk-hidden-2' },
  ])
})

it.each(['GONE', 'EMPTY', 'LINES', 'LONG', 'toString'])('does not take %s', (name) => {
  expect(() => chooseFromEnv(text, ['KEPT', name])).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
})
