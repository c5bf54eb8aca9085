// The operating system's keychain through Electron's safeStorage, in its asynchronous form where there is one.
import { safeStorage } from 'electron'
import type { KeychainState } from '../../shared/secret.ts'
import type { Keychain } from '../secrets/secret-store.ts'

// The asynchronous calls are newer than the oldest runtime that is supported.
type AnySafeStorage = Omit<typeof safeStorage, AsynchronousCall> & Partial<Pick<typeof safeStorage, AsynchronousCall>>
type AsynchronousCall = 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'

/** Only for after the app is ready. */
export function createKeychain(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Keychain {
  const storage: AnySafeStorage = safeStorage
  const backend = () => (platform === 'linux' ? storage.getSelectedStorageBackend() : null)
  return {
    async state(): Promise<KeychainState> {
      const selected = backend()
      const name = keychainName(platform, selected, environment)
      // Such a backend encrypts with a password that every copy of Chromium knows.
      if (selected === 'basic_text' || selected === 'unknown') return { available: false, name }
      const available = (await storage.isAsyncEncryptionAvailable?.()) ?? storage.isEncryptionAvailable()
      return { available, name }
    },
    async encrypt(text) {
      return (await storage.encryptStringAsync?.(text)) ?? storage.encryptString(text)
    },
    async decrypt(ciphertext) {
      const decrypted = await storage.decryptStringAsync?.(ciphertext)
      if (decrypted === undefined) return { text: storage.decryptString(ciphertext), isStale: false }
      return { text: decrypted.result, isStale: decrypted.shouldReEncrypt }
    },
  }
}

function keychainName(platform: NodeJS.Platform, backend: string | null, environment: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows Data Protection'
  if (backend?.startsWith('kwallet')) return 'KWallet'
  if (backend === 'gnome_libsecret') return 'GNOME Keyring'
  // None is there: name the one that this desktop would have.
  return /kde/i.test(environment.XDG_CURRENT_DESKTOP ?? '') ? 'KWallet' : 'GNOME Keyring'
}
