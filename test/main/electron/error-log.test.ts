// What is written of an error, and that a broken output is no error itself.
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createAppLog } from '../../../src/main/electron/error-log.ts'
import { CallError } from '../../../src/shared/errors.ts'

function logged(error: unknown): string {
  const output = new PassThrough({ encoding: 'utf8' })
  createAppLog(output).error('It failed', error)
  return output.read()
}

it('writes where an unexpected error came from', () => {
  const text = logged(new TypeError('no such thing'))
  expect(text).toContain('It failed: TypeError: no such thing\n')
  expect(text).toContain('error-log.test.ts')
})

it('writes the sentence alone of an error that says itself what is wrong', () => {
  expect(logged(new CallError('file_error', 'Could not read config.yaml.'))).toBe(
    'It failed: Could not read config.yaml.\n',
  )
})

it.each([undefined, null, 7, { reason: 'odd' }])('takes %j, for anything can be thrown', (error) => {
  expect(logged(error)).toMatch(/^It failed: .+\n$/)
})

it('goes on when the output is gone', () => {
  const output = new PassThrough()
  const log = createAppLog(output)
  output.destroy(new Error('EPIPE'))
  expect(() => log.error('It failed', new Error('late'))).not.toThrow()
})
