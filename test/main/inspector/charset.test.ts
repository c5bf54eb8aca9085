// Charsets as Content-Type names them, and text read in them.
import { describe, expect, test } from 'vitest'
import { charsetOf, decodeText } from '../../../src/main/inspector/charset.ts'

describe('charsetOf', () => {
  test.each([
    ['text/html; charset=ISO-8859-1', 'iso-8859-1'],
    ['text/html;charset="Shift_JIS"', 'shift_jis'],
    ['text/html; note="a;charset=x\\""; Charset = utf-16 ', null],
    ['text/html; note="a;charset=x\\""; Charset=utf-16 ', 'utf-16'],
    ['text/html; charset="utf\\-8"', 'utf-8'],
    ['text/html; charset=a; charset=b', 'a'],
    ['text/html; charset=', null],
    ['text/html; charset', null],
    ['text/html', null],
    ['application/json', 'utf-8'],
    ['Application/Problem+JSON; profile=x', 'utf-8'],
    ['application/x-ndjson', 'utf-8'],
    ['text/event-stream', 'utf-8'],
    ['application/json; charset=utf-16le', 'utf-16le'],
    ['charset=utf-8', null],
    ['', null],
    [null, null],
  ])('%s', (contentType, charset) => {
    expect(charsetOf(contentType)).toBe(charset)
  })
})

describe('decodeText', () => {
  test('reads the charset it is told', () => {
    expect(decodeText(Buffer.from('größer', 'latin1'), 'ISO-8859-1')).toEqual({
      text: 'größer',
      charset: 'iso-8859-1',
      problems: [],
    })
    expect(decodeText(Buffer.from([0x83, 0x65, 0x83, 0x58]), 'shift_jis').text).toBe('テス')
    expect(decodeText(Buffer.from('größer'), null)).toEqual({ text: 'größer', charset: 'utf-8', problems: [] })
  })

  test('believes a byte order mark, and leaves it off', () => {
    expect(decodeText(Buffer.from('\uFEFFaß'), 'latin1')).toMatchObject({ text: 'aß', charset: 'utf-8' })
    expect(decodeText(Buffer.from('\uFEFFaß', 'utf16le'), 'utf-8')).toMatchObject({ text: 'aß', charset: 'utf-16le' })
    const bigEndian = Buffer.from('\uFEFFaß', 'utf16le').swap16()
    expect(decodeText(bigEndian, null)).toMatchObject({ text: 'aß', charset: 'utf-16be' })
  })

  test('falls back to utf-8 and says so', () => {
    expect(decodeText(Buffer.from('aß'), 'klingon')).toEqual({
      text: 'aß',
      charset: 'utf-8',
      problems: ['The charset klingon is not known: shown as utf-8.'],
    })
  })

  test('marks bytes that stand for nothing', () => {
    expect(decodeText(Buffer.from([0x61, 0xff, 0x62]), 'utf-8').text).toBe('a\uFFFDb')
  })
})
