// What is written in the editor's fields: variables, rows of names and values, methods, numbers.
import { describe, expect, it } from 'vitest'
import { headerNameOptions } from '../../../../src/renderer/features/routes/editor/header-names.ts'
import { withMethod } from '../../../../src/renderer/features/routes/editor/methods.ts'
import { rowOf, rowProblem, writtenRows } from '../../../../src/renderer/features/routes/editor/name-value-rows.ts'
import { readNumber } from '../../../../src/renderer/features/routes/editor/read-number.ts'
import {
  splitValue,
  variableOptions,
  variablesIn,
} from '../../../../src/renderer/features/routes/editor/variable-options.ts'

const names = ['COHERE_API_KEY', 'OPENAI_API_KEY', 'APP_NAME']
const options = (value: string, cursor = value.length) =>
  variableOptions(value, cursor, names).map(({ name, isNew }) => (isNew ? `+${name}` : name))

describe('the picker of variables', () => {
  it('opens with a dollar sign and narrows with what follows', () => {
    expect(options('Bearer $')).toEqual(['APP_NAME', 'COHERE_API_KEY', 'OPENAI_API_KEY'])
    expect(options('Bearer $api')).toEqual(['COHERE_API_KEY', 'OPENAI_API_KEY', '+api'])
    expect(options('$open')).toEqual(['OPENAI_API_KEY', '+open'])
    expect(options('os.environ/APP')).toEqual(['APP_NAME', '+APP'])
  })

  it('stays shut elsewhere, and behind a name that is finished', () => {
    expect(options('Bearer ')).toEqual([])
    expect(options('$ ')).toEqual([])
    expect(options('os.environ/APP_NAME')).toEqual([])
  })

  it('offers a new name, if it can be one', () => {
    expect(options('$NEW_NAME')).toEqual(['+NEW_NAME'])
    expect(options('$1')).toEqual([])
  })

  it('writes the reference in place of what was typed', () => {
    const [option] = variableOptions('Basic $COH:os.environ/B', 10, names)
    expect(option).toMatchObject({ result: 'Basic os.environ/COHERE_API_KEY:os.environ/B', end: 31 })
    expect(variableOptions(['a $', '{APP} b'].join(''), 7, names)[0]?.result).toBe('a os.environ/APP_NAME b')
  })
})

it('splits a value in text and variables', () => {
  expect(splitValue('Basic os.environ/A:os.environ/B!')).toEqual([
    { at: 0, text: 'Basic ' },
    { at: 6, variable: 'A' },
    { at: 18, text: ':' },
    { at: 19, variable: 'B' },
    { at: 31, text: '!' },
  ])
  expect(splitValue('')).toEqual([])
  expect(variablesIn(['os.environ/A', null, 'os.environ/B os.environ/A'])).toEqual(['A', 'B'])
})

describe('rows', () => {
  const rows = [
    rowOf({ name: 'a', value: '1' }),
    rowOf({ name: 'a', value: '2' }),
    rowOf({ name: '', value: '3' }),
    rowOf({ name: '', value: '' }),
  ]

  it('without a name are not written, and say so', () => {
    expect(writtenRows(rows, true)).toEqual([
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ])
    expect(rows.map((row) => rowProblem(rows, row, true) !== null)).toEqual([false, false, true, false])
  })

  it('with a name that stands twice neither, where it may stand once only', () => {
    expect(writtenRows(rows, false)).toEqual([{ name: 'a', value: '1' }])
    expect(rows.map((row) => rowProblem(rows, row, false) !== null)).toEqual([false, true, true, false])
  })
})

it('completes names of headers that do not stand there yet', () => {
  expect(headerNameOptions('auth', [])).toEqual(['Authorization'])
  expect(headerNameOptions('auth', ['authorization'])).toEqual([])
  expect(headerNameOptions('Authorization', [])).toEqual([])
})

it('keeps methods in the usual order and others at the end', () => {
  expect(withMethod(['post', 'PROPFIND'], 'GET', true)).toEqual(['GET', 'POST', 'PROPFIND'])
  expect(withMethod(['GET', 'POST'], 'GET', false)).toEqual(['POST'])
})

it('reads numbers', () => {
  expect(['', ' 60 ', '0.5', '.5', '1.', '1e-4', '-1'].map(readNumber)).toEqual([null, 60, 0.5, 0.5, 1, 1e-4, -1])
  expect(['1,5', '60s', '0x10', 'NaN'].map(readNumber)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
})
