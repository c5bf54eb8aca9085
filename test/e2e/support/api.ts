// Asks main as the window does, through the contract's one door.
import type { Page } from '@playwright/test'
import type { CallInput, CallName, CallOutput, CallResult, WindowApi } from '../../../src/shared/contract.ts'

/** The window as its own scripts see it: for what runs in the page. */
export type WindowWithApi = Window & { api: WindowApi }

export function call<Name extends CallName>(
  page: Page,
  name: Name,
  input?: CallInput<Name>,
): Promise<CallResult<Name>> {
  return callAnything(page, name, input) as Promise<CallResult<Name>>
}

/** What is not in the contract too, as a hostile page might. */
export function callAnything(page: Page, name: unknown, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([callName, callInput]) => (window as unknown as WindowWithApi).api.call(callName as CallName, callInput as never),
    [name, input] as const,
  )
}

/** The value of the answer. @throws where it is an error */
export async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  input?: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await call(page, name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
  return answer.value
}
