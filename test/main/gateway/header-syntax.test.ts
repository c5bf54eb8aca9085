// What HTTP allows in a header's name and value.
import { expect, it } from 'vitest'
import { isHeaderToken, isHeaderValue } from '../../../src/main/gateway/header-syntax.ts'

it.each(['A', 'x-y_z', "!#$%&'*+-.^_`|~0"])('%j is a name', (name) => {
  expect(isHeaderToken(name)).toBe(true)
})

it.each(['', 'a b', 'a:', 'a\n', 'ä', 'a(b)', '"a"', ' a'])('%j is no name', (name) => {
  expect(isHeaderToken(name)).toBe(false)
})

it.each(['', 'a b', 'a\tb', 'caf\xe9', '~!@#$%^&*()'])('%j is a value', (value) => {
  expect(isHeaderValue(value)).toBe(true)
})

it.each(['a\rb', 'a\nb', 'a\0b', '\x01', 'a\x7f', '✓', 'a\n'])('%j is no value', (value) => {
  expect(isHeaderValue(value)).toBe(false)
})
