// The credentials that stand in config.yaml in plain text, for as long as somebody looks; never their values.
import type { CallInput } from '../../../shared/contract.ts'
import type { LiteralCredential, RoutesState } from '../../../shared/route.ts'
import { call } from '../../api.ts'
import { type Asked, useAsked } from '../../use-asked.ts'
import { routes } from '../routes/store.ts'

export const literalsSettleMs = 200

export const askLiterals = (): Promise<LiteralCredential[]> => call('secrets.literals')

/** Asked for anew whenever the routes change. */
export function useLiterals(): Asked<LiteralCredential[]> {
  return useAsked(askLiterals, literalsSettleMs).answer
}

export async function moveLiterals(input: CallInput<'secrets.moveLiterals'>): Promise<RoutesState> {
  const state = await call('secrets.moveLiterals', input)
  routes.set(state)
  return state
}
