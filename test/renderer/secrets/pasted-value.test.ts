// What a pasted text holds, and what of a value may be a mistake.
import { describe, expect, it } from 'vitest'
import { doubtOf, readPasted, withoutDoubt } from '../../../src/renderer/features/secrets/pasted-value.ts'

describe('a pasted text', () => {
  it.each<[text: string, name: string | null, value: string]>([
    ['sk-abc', null, 'sk-abc'],
    ['  sk-abc \r\n', null, 'sk-abc'],
    ['\u00a0sk-abc\ufeff', null, 'sk-abc'],
    ['OPENAI_API_KEY=sk-abc\n', 'OPENAI_API_KEY', 'sk-abc'],
    ['export OPENAI_API_KEY="sk-abc"', 'OPENAI_API_KEY', 'sk-abc'],
    ['export openai_key=sk-abc', 'openai_key', 'sk-abc'],
    ["set KEY='sk # abc'", 'KEY', 'sk # abc'],
    ['KEY = sk-abc # mine', 'KEY', 'sk-abc'],
    // Keys that look a little like it.
    ['c2VjcmV0a2V5==', null, 'c2VjcmV0a2V5=='],
    ['QUJDRA==', null, 'QUJDRA=='],
    ['abc=def', null, 'abc=def'],
    ['pk=x;sk=y', null, 'pk=x;sk=y'],
    ['KEY=', null, 'KEY='],
    ['KEY=""', null, 'KEY=""'],
    ['', null, ''],
  ])('%j', (text, name, value) => {
    expect(readPasted(text)).toMatchObject({ name, value, isSeveral: false })
  })

  it('of several lines is no value', () => {
    expect(readPasted('A=1\nB=2\n').isSeveral).toBe(true)
    expect(readPasted('A=1\r').isSeveral).toBe(false)
  })

  it('tells that white space was left out', () => {
    expect(readPasted('sk-abc\n').isTrimmed).toBe(true)
    expect(readPasted('sk-abc').isTrimmed).toBe(false)
  })
})

describe('a value', () => {
  it.each([
    ['sk-abc', null, 'sk-abc'],
    ['', null, ''],
    ['"sk-abc"', 'quotes', 'sk-abc'],
    ['`sk-abc`', 'quotes', 'sk-abc'],
    ['"sk-abc', null, '"sk-abc'],
    ['Bearer sk-abc', 'scheme', 'sk-abc'],
    ['basic  abc', 'scheme', 'abc'],
    ['bearer', null, 'bearer'],
    ['KEY=sk-abc', 'assignment', 'sk-abc'],
    ['export KEY="sk-abc"', 'assignment', 'sk-abc'],
    [' sk-abc', 'spaces', 'sk-abc'],
    ['“sk-abc”', 'characters', '“sk-abc”'],
    ['a b', null, 'a b'],
  ] as const)('%j', (value, doubt, cleaned) => {
    expect(doubtOf(value)).toBe(doubt)
    expect(withoutDoubt(value)).toBe(cleaned)
  })
})
