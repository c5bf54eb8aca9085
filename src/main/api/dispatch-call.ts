// The one way from an unknown message to a handler: checks the name, parses the input, and never throws.
import type { ZodError, z } from 'zod'
import { type CallHandlers, type CallName, type CallResult, calls } from '../../shared/contract.ts'
import { CallError, type CallErrorCode, callErrors } from '../../shared/errors.ts'

export interface DispatchOptions {
  handlers: CallHandlers
  /** Gets what a handler threw without a code; the caller only learns that it happened. */
  onInternalError: (error: unknown, name: CallName) => void
}

export type DispatchCall = (name: unknown, input: unknown) => Promise<CallResult<CallName>>

type AnyHandler = (input: unknown) => unknown

export function createDispatchCall({ handlers, onInternalError }: DispatchOptions): DispatchCall {
  return async (name, input) => {
    if (!isCallName(name)) return failure('unknown_call')
    try {
      const schema: z.ZodType = calls[name].input
      const parsed = schema.safeParse(input)
      if (!parsed.success) return failure('invalid_input', describeIssues(parsed.error))
      const handler = handlers[name] as AnyHandler
      return { ok: true, value: await handler(parsed.data) } as CallResult<CallName>
    } catch (error) {
      if (error instanceof CallError) return failure(error.code, error.message)
      onInternalError(error, name)
      return failure('internal')
    } finally {
      forgetLastMatch()
    }
  }
}

/** The runtime holds the last text that any pattern has matched (RegExp.input): it may be a secret's value. */
function forgetLastMatch(): void {
  ;/^/.test('')
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

function failure(code: CallErrorCode, message: string = callErrors[code]): CallResult<CallName> {
  return { ok: false, error: { code, message } }
}

/** Says where and what was expected, never what came: it may be a secret's value, and so may an unknown key. */
function describeIssues(error: ZodError): string {
  return error.issues
    .map((issue) => {
      const message = issue.code === 'unrecognized_keys' ? 'There is a key that does not belong here.' : issue.message
      return issue.path.length === 0 ? message : `${issue.path.join('.')}: ${message}`
    })
    .join(' ')
}
