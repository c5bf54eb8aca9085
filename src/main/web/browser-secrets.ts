// Secrets that are entered in a browser: in memory until the server stops, and nowhere else.
import { CallError } from '../../shared/errors.ts'
import { createSecretStore, type SecretStore } from '../secrets/secret-store.ts'

export function createBrowserSecrets(): SecretStore {
  const refuse = async () => {
    throw new CallError('keychain_unavailable', 'In a browser, secrets are kept in memory only.')
  }
  return createSecretStore({
    keychain: {
      state: async () => ({ available: false, name: 'OS keychain', reason: 'browser' }),
      encrypt: refuse,
      decrypt: refuse,
    },
    persistence: { read: () => [], write: () => {} },
  })
}
