// What the log says of an error: where it came from, and nothing that it quotes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { describeError } from '../../../src/main/log/describe-error.ts'
import { CallError } from '../../../src/shared/errors.ts'

const quoted = 'hush-this-4711'

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

describe('an error', () => {
  it.each([
    ['of JSON', () => JSON.parse(`{"a": ${quoted}}`)],
    [
      'of YAML',
      () =>
        parseDocument(`a: [${quoted}`).toJS() &&
        thrownBy(() => {
          throw parseDocument(`a: [${quoted}`).errors[0]
        }),
    ],
    ['of an argument', () => Buffer.from({ toString: () => quoted } as never)],
    [
      'of a value that is set',
      () => {
        ;(quoted as unknown as { a: number }).a = 1
      },
    ],
    ['of a header', () => new Headers({ [`bad ${quoted}`]: 'x' })],
    ['of what is no function', () => (({ [quoted]: 1 }) as unknown as Record<string, () => void>)[quoted]?.()],
  ])('%s quotes nothing', (_what, action) => {
    const error = thrownBy(() => {
      const result = action()
      throw result instanceof Error ? result : new Error('it went well')
    })
    const text = describeError(error)
    expect(text).not.toContain(quoted)
    expect(text.length).toBeGreaterThan(5)
  })

  it('of the system is told with its code and the file’s path', () => {
    const error = thrownBy(() => readFileSync('/no/such/file.yaml'))
    expect(describeError(error)).toMatch(
      /^Error: ENOENT: no such file or directory, open '\/no\/such\/file\.yaml'\n {4}at /,
    )
  })

  it('is told with what caused it, at most three deep', () => {
    const deep = [1, 2, 3, 4, 5].reduce<Error>(
      (cause, level) => new Error(`level ${level}`, { cause }),
      new Error('root'),
    )
    const text = describeError(new CallError('file_error', 'It could not be saved.', { cause: deep }))
    expect(text).toMatch(/^It could not be saved\.\n {2}caused by Error: level 5\n/)
    expect(text.match(/caused by/g)).toHaveLength(3)
  })

  it('that is none is told by its kind and keys', () => {
    expect(describeError({ token: quoted })).toBe('an object was thrown, with token')
    expect(describeError(undefined)).toBe('undefined was thrown: undefined')
  })
})
