// Which dialog of the Routes page is open: the value of a variable, or the name of the client key.
import { createStore } from 'zustand/vanilla'
import type { VariableSource } from '../../../shared/route.ts'
import type { SecretView } from '../../../shared/secret.ts'
import { secrets } from '../secrets/store.ts'

interface RoutesDialogs {
  /** Secrets to ask for, one after the other; empty: closed. */
  secrets: readonly SecretView[]
  isMasterKeyOpen: boolean
}

export const routesDialogs = createStore<RoutesDialogs>(() => ({ secrets: [], isMasterKeyOpen: false }))

const isBroken = (source: VariableSource) => source === 'missing' || source === 'unreadable'

/** The secret as it is known, or one that is set nowhere yet. */
function secretNamed(name: string): SecretView {
  const known = secrets.store.getState().value?.secrets.find((secret) => secret.name === name)
  return known ?? { name, source: 'missing', overridesEnvironment: false, usedBy: [], updatedAt: null }
}

/** Asks for the values of these variables, one after the other. */
export function askForSecrets(names: readonly string[]): void {
  routesDialogs.setState({ secrets: names.map(secretNamed) })
}

/** Goes on to the next one only where this one was given. */
export function closeSecret(): void {
  const [asked, ...rest] = routesDialogs.getState().secrets
  const isGiven = asked !== undefined && !isBroken(secretNamed(asked.name).source)
  routesDialogs.setState({ secrets: isGiven ? rest : [] })
}

export function openMasterKey(): void {
  routesDialogs.setState({ isMasterKeyOpen: true })
}

export function closeMasterKey(): void {
  routesDialogs.setState({ isMasterKeyOpen: false })
}
