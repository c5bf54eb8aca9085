// Which addresses count as this computer's own.
import { describe, expect, it } from 'vitest'
import { isLoopback } from '../../src/shared/loopback.ts'

describe('only this computer reaches', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost'])('%s', (name) => {
    expect(isLoopback(name)).toBe(true)
  })

  it.each([
    '0.0.0.0',
    '::',
    '192.168.1.5',
    '127.evil.example',
    '1127.0.0.1',
    'localhost.evil',
    '',
  ])('not %s', (name) => {
    expect(isLoopback(name)).toBe(false)
  })
})
