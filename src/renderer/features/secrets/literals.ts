// The credentials that stand in config.yaml in plain text, for as long as somebody looks; never their values.
import { useEffect, useState } from 'react'
import type { CallInput } from '../../../shared/contract.ts'
import type { LiteralCredential, RoutesState } from '../../../shared/route.ts'
import { call, messageOf, on } from '../../api.ts'
import { routes } from '../routes/store.ts'

/** Typing in the file changes it many times a second. */
const settleMs = 200

export type Literals =
  | { status: 'loading' }
  | { status: 'ready'; list: LiteralCredential[] }
  | { status: 'failed'; message: string }

/** Asked for anew whenever the routes change. */
export function useLiterals(): Literals {
  const [literals, setLiterals] = useState<Literals>({ status: 'loading' })
  useEffect(() => {
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      last += 1
      const asked = last
      const next: Literals = await call('secrets.literals').then(
        (list) => ({ status: 'ready', list }),
        (error) => ({ status: 'failed', message: messageOf(error) }),
      )
      if (asked === last) setLiterals(next)
    }
    const leave = on('routes.changed', () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), settleMs)
    })
    void load()
    return () => {
      leave()
      clearTimeout(timer)
      last = -1
    }
  }, [])
  return literals
}

export async function moveLiterals(input: CallInput<'secrets.moveLiterals'>): Promise<RoutesState> {
  const state = await call('secrets.moveLiterals', input)
  routes.set(state)
  return state
}
