// From unknown messages to handlers: whatever comes, a CallResult goes back, and no value is echoed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDispatchCall } from '../../../src/main/api/dispatch-call.ts'
import { type CallHandlers, type CallName, type CallResult, calls } from '../../../src/shared/contract.ts'
import { CallError, callErrors } from '../../../src/shared/errors.ts'

const callNames = Object.keys(calls) as CallName[]

/** Handlers that answer what they were given, so that a test sees what arrived. */
const echo = Object.fromEntries(
  callNames.map((name) => [name, (input: unknown) => ({ name, input })]),
) as unknown as CallHandlers

function dispatchWith(handlers: Partial<Record<CallName, (input: never) => unknown>> = {}) {
  const internalErrors: unknown[] = []
  const dispatch = createDispatchCall({
    handlers: { ...echo, ...handlers } as CallHandlers,
    onInternalError: (error) => internalErrors.push(error),
  })
  return { dispatch, internalErrors }
}

function errorOf(result: CallResult<CallName>) {
  if (result.ok) throw new Error('The call succeeded.')
  return result.error
}

describe('a call', () => {
  it('reaches its handler with the parsed input', async () => {
    const { dispatch } = dispatchWith()
    expect(await dispatch('server.start', { port: 4001 })).toEqual({
      ok: true,
      value: { name: 'server.start', input: { port: 4001 } },
    })
  })

  it('waits for a handler that takes its time', async () => {
    const { dispatch } = dispatchWith({ 'server.stop': () => Promise.resolve('stopped') })
    expect(await dispatch('server.stop', undefined)).toEqual({ ok: true, value: 'stopped' })
  })

  it.each([
    'secrets.read',
    '',
    'toString',
    '__proto__',
    'constructor',
    7,
    null,
    undefined,
    ['server.get'],
  ])('is refused when its name is %j', async (name) => {
    const { dispatch } = dispatchWith()
    expect(errorOf(await dispatch(name, undefined)).code).toBe('unknown_call')
  })

  it('answers a CallError by code and message', async () => {
    const { dispatch, internalErrors } = dispatchWith({
      'server.stop': () => {
        throw new CallError('file_error', 'The disk is full.')
      },
    })
    expect(errorOf(await dispatch('server.stop', undefined))).toEqual({
      code: 'file_error',
      message: 'The disk is full.',
    })
    expect(internalErrors).toEqual([])
  })

  it('tells nothing of any other error, but reports it inside', async () => {
    const failure = new Error('the value was sk-12345')
    const { dispatch, internalErrors } = dispatchWith({ 'server.stop': () => Promise.reject(failure) })
    expect(errorOf(await dispatch('server.stop', undefined))).toEqual({
      code: 'internal',
      message: callErrors.internal,
    })
    expect(internalErrors).toEqual([failure])
  })
})

describe('a bad input', () => {
  it('is answered by place and expectation', async () => {
    const { dispatch } = dispatchWith()
    const error = errorOf(await dispatch('secrets.set', { name: 'KEY', value: 'a', keepIn: 'cloud' }))
    expect(error.code).toBe('invalid_input')
    expect(error.message).toContain('keepIn: ')
    expect(error.message).not.toContain('cloud')
  })

  it('never comes back in the answer', async () => {
    const { dispatch } = dispatchWith()
    const secret = fc.string({ minLength: 8 }).map((text) => `sk-${text.replaceAll(' ', '_')}-ks`)
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom(...callNames), async (value, name) => {
        const inputs = [
          value,
          { [value]: value },
          { name: `${value}\n`, value: `${value}\r\n`, keepIn: value },
          { name: 'KEY', value: `${value}\n`, keepIn: 'keychain', [value]: 1 },
          { index: value, path: [value], enabled: value },
          { theme: value },
        ]
        for (const input of inputs) {
          const error = errorOf(await dispatch(name, input))
          expect(error.code).toBe('invalid_input')
          expect(error.message).not.toContain(value)
        }
      }),
    )
  })
})

it('answers a CallResult to whatever is sent', async () => {
  const { dispatch } = dispatchWith()
  const anyName = fc.oneof(fc.constantFrom(...callNames), fc.string(), fc.anything())
  const anyInput = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true })
  await fc.assert(
    fc.asyncProperty(anyName, anyInput, async (name, input) => {
      const result = await dispatch(name, input)
      if (result.ok) expect(callNames).toContain(name)
      else {
        expect(Object.keys(callErrors)).toContain(result.error.code)
        expect(result.error.code).not.toBe('internal')
      }
    }),
    { numRuns: 1000 },
  )
})

it('survives an input that throws when it is read', async () => {
  const { dispatch, internalErrors } = dispatchWith()
  const trap = {
    get port(): number {
      throw new Error('trap')
    },
  }
  expect(errorOf(await dispatch('server.start', trap)).code).toBe('internal')
  expect(internalErrors).toHaveLength(1)
})
