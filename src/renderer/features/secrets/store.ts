// Names and states of secrets. No value is ever kept here: it passes from the dialog to main and is gone.
import type { CallInput } from '../../../shared/contract.ts'
import type { KeychainState, SecretsState } from '../../../shared/secret.ts'
import { call, on } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'

export const secrets = createLiveValue<SecretsState>({
  get: () => call('secrets.get'),
  listen: (listener) => on('secrets.changed', listener),
})

export async function saveSecret(secret: CallInput<'secrets.set'>): Promise<void> {
  secrets.set(await call('secrets.set', secret))
}

export async function deleteSecret(name: string): Promise<void> {
  secrets.set(await call('secrets.delete', { name }))
}

/** Answers how the keychain stands now. */
export async function checkKeychain(): Promise<KeychainState> {
  const state = await call('secrets.checkKeychain')
  secrets.set(state)
  return state.keychain
}

/** All of the names, or none. */
export async function importEnv(input: CallInput<'secrets.importEnv'>): Promise<void> {
  secrets.set(await call('secrets.importEnv', input))
}
