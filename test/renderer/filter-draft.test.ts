// The filter's text as chips and input: when a token is finished, opened again and completed.
import { describe, expect, it } from 'vitest'
import {
  accept,
  afterTyping,
  draftOf,
  edit,
  finish,
  remove,
  textOf,
} from '../../src/renderer/features/traffic/filter-draft.ts'

const empty = { chips: [], typed: '' }

it('finishes a term with the space behind it, and leaves words and open quotes to be written', () => {
  expect(afterTyping(empty, 'status:200 ')).toEqual({ chips: ['status:200'], typed: '' })
  expect(afterTyping(empty, 'status:200')).toEqual({ chips: [], typed: 'status:200' })
  expect(afterTyping(empty, 'rate ')).toEqual({ chips: [], typed: 'rate ' })
  expect(afterTyping(empty, 'body*:"rate ')).toEqual({ chips: [], typed: 'body*:"rate ' })
  expect(afterTyping(empty, 'rate method:GET ')).toEqual({ chips: ['method:GET'], typed: 'rate ' })
})

it('finishes everything with Enter and closes an open quote', () => {
  expect(finish({ chips: ['a:1'], typed: 'rate body*:"too many' })).toEqual({
    chips: ['a:1', 'rate', 'body*:"too many"'],
    typed: '',
  })
})

it('opens and removes a chip without losing what is being written', () => {
  const draft = { chips: ['method:GET', 'status:200'], typed: 'route:/v1' }
  expect(edit(draft, 0)).toEqual({ chips: ['status:200', 'route:/v1'], typed: 'method:GET' })
  expect(remove(draft, 1)).toEqual({ chips: ['method:GET'], typed: 'route:/v1' })
  expect(edit(draft, 9)).toBe(draft)
})

it('is the same text either way', () => {
  const text = '-path:/health body*:"rate limit" words'
  expect(textOf(draftOf(text))).toBe(text)
})

describe('a completion', () => {
  const completion = (insert: string, start: number, end: number) => ({ insert, start, end, label: insert, hint: '' })

  it('goes on after a key and finishes with a value', () => {
    const key = accept({ ...empty, typed: 'meth' }, completion('method:', 0, 4))
    expect(key).toEqual({ chips: [], typed: 'method:' })
    expect(accept(key, completion('GET', 7, 7))).toEqual({ chips: ['method:GET'], typed: '' })
  })
})
