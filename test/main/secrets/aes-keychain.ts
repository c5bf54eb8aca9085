// A second, real implementation of the keychain's port: AES-256-GCM with a key that only it has.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Keychain } from '../../../src/main/secrets/secret-store.ts'

export interface AesKeychain extends Keychain {
  available: boolean
  /** Takes a new key: what was encrypted before cannot be opened any more, unless `keepOld`. */
  changeKey(keepOld: boolean): void
  /** Ciphertexts handed out so far. */
  readonly encrypted: readonly Buffer[]
}

export function createAesKeychain(): AesKeychain {
  let keys = [randomBytes(32)]
  const encrypted: Buffer[] = []
  const keychain: AesKeychain = {
    available: true,
    encrypted,
    changeKey(keepOld) {
      keys = [randomBytes(32), ...(keepOld ? keys : [])]
    },
    async state() {
      return { available: keychain.available, name: 'AES' }
    },
    async encrypt(text) {
      if (!keychain.available) throw new Error('locked')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys[0] as Buffer, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const ciphertext = Buffer.concat([nonce, cipher.getAuthTag(), body])
      encrypted.push(ciphertext)
      return ciphertext
    },
    async decrypt(ciphertext) {
      if (!keychain.available) throw new Error('locked')
      for (const [age, key] of keys.entries()) {
        const text = open(ciphertext, key)
        if (text !== null) return { text, isStale: age > 0 }
      }
      throw new Error('not encrypted by this keychain')
    },
  }
  return keychain
}

function open(ciphertext: Buffer, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, 12))
    decipher.setAuthTag(ciphertext.subarray(12, 28))
    return Buffer.concat([decipher.update(ciphertext.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
