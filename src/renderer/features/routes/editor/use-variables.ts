// What the window knows of variables: their names, and where the value of each comes from.
import { createContext, useContext } from 'react'
import type { RouteView, VariableSource } from '../../../../shared/route.ts'
import { useLive } from '../../../live-value.ts'
import { secrets } from '../../secrets/store.ts'

/** The route's own variables. */
export const RouteVariables = createContext<RouteView['variables']>([])

export interface KnownVariables {
  names: string[]
  /** null: not known yet, as of a name just typed. */
  sourceOf(name: string): VariableSource | null
}

export function useVariables(): KnownVariables {
  const route = useContext(RouteVariables)
  const list = useLive(secrets).value?.secrets ?? []
  return {
    names: [...new Set([...list, ...route].map(({ name }) => name))],
    sourceOf: (name) => [...route, ...list].find((variable) => variable.name === name)?.source ?? null,
  }
}

export const isBroken = (source: VariableSource | null) => source === 'missing' || source === 'unreadable'
