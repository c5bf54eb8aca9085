// The page's only way to the rest of the app: the contract's calls and events over window.api.
import type { CallInput, CallName, CallOutput, EventName, EventPayload, WindowApi } from '../shared/contract.ts'
import type { CallErrorCode } from '../shared/errors.ts'

declare global {
  interface Window {
    readonly api: WindowApi
  }
}

/** A call that main answered with an error. Branch on `code`; `message` is for people. */
export class ApiError extends Error {
  readonly code: CallErrorCode

  constructor(code: CallErrorCode, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
  }
}

/**
 * Asks main.
 * @throws {ApiError} where main answers an error.
 */
export async function call<Name extends CallName>(
  name: Name,
  ...[input]: undefined extends CallInput<Name> ? [input?: CallInput<Name>] : [CallInput<Name>]
): Promise<CallOutput<Name>> {
  const result = await window.api.call(name, input as CallInput<Name>)
  if (!result.ok) throw new ApiError(result.error.code, result.error.message)
  return result.value
}

/** Listens to main; returns the function that ends it. */
export function on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
  return window.api.on(name, listener)
}

/** The sentence to show for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong inside Throughline.'
}
