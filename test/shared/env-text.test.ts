// The text of a .env file: what each line sets, and what Node's own reader would make of it.
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseEnvText, valuesOfEnvText } from '../../src/shared/env-text.ts'

const texts = [
  'A=one\nB=two\n',
  '# keys\n\nA=one # mine\n',
  'A="one # two"\nB=\'three\'\nC=`four`',
  'export A=1\nexport  B=2',
  '  A =  one  \n',
  'A=b=c==',
  'A=one\r\nB="two"\r\n\r\nC=3\r',
  'A=\nB=',
  'A=one\nA=two',
  'A="x\ny"\nB=1',
  "A='x\ny'\nB=1",
  'A="a\\nb"\nB=\'a\\nb\'',
  'A="x" junk\nB="x"#c\nC="x#y"z',
  'A=x"y\nB=it\'s',
  'my-key=1\nA B=1',
  'junk here\nA=1\nexport A\n=x\nB: 1',
  'A=#x\nB=a#b\nC=1\\',
  'A=" x "\nB=\tx\t',
  '   \n#A=1\n#',
  'A=schlüssel',
  '',
]

it.each(texts)('reads %j as Node does', (text) => {
  expect(Object.fromEntries(valuesOfEnvText(text))).toEqual({ ...parseEnv(text) })
})

it('tells the lines, those of a value of several lines too', () => {
  const text = '\ufeff# keys\nA=1\n\nB="x\ny"\nnothing\nexport C=3'
  expect(parseEnvText(text).map(({ line, name, value }) => [line, name, value])).toEqual([
    [2, 'A', '1'],
    [4, 'B', 'x\ny'],
    [6, null, ''],
    [7, 'C', '3'],
  ])
})

it('tells what a line hardly meant', () => {
  expect(parseEnvText('A=a#b\nB=a #b\nC="open\nD=fine').map(({ value, doubt }) => [value, doubt])).toEqual([
    ['a', 'comment'],
    ['a', null],
    ['"open', 'open-quote'],
    ['fine', null],
  ])
})

it('takes a comment for one, however far in it stands', () => {
  expect(parseEnvText('A=1\n  # B=2\n\t#C=3')).toHaveLength(1)
})

describe('names that objects have of themselves', () => {
  it('are names like others', () => {
    expect([...valuesOfEnvText('__proto__=1\nconstructor=2')]).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ])
  })
})

it('takes time in proportion to the text', () => {
  const begun = performance.now()
  parseEnvText(' '.repeat(200_000))
  parseEnvText(`${'export '.repeat(30_000)}`)
  parseEnvText(`A=${' '.repeat(200_000)}x`)
  parseEnvText('A="\n'.repeat(20_000))
  parseEnvText(`${'a '.repeat(100_000)}`)
  expect(performance.now() - begun).toBeLessThan(1_000)
})
