// A store of secrets over a file in memory that can be full.
import { expect } from 'vitest'
import { createSecretStore, type SavedSecret } from '../../../src/main/secrets/secret-store.ts'
import { CallError } from '../../../src/shared/errors.ts'
import { createAesKeychain } from './aes-keychain.ts'

export function createMemoryFile(secrets: readonly SavedSecret[] = []) {
  const file = {
    secrets,
    isFull: false,
    writes: 0,
    read: () => file.secrets,
    write(next: readonly SavedSecret[]) {
      if (file.isFull) throw new CallError('file_error', 'The disk is full.')
      file.writes++
      file.secrets = next
    },
  }
  return file
}

export async function openStore({ keychain = createAesKeychain(), file = createMemoryFile() } = {}) {
  let time = 1000
  const store = createSecretStore({ keychain, persistence: file, now: () => time++ })
  await store.ready
  return { store, keychain, file }
}

export const rejectsWith = (promise: Promise<unknown>, code: string) =>
  expect(promise).rejects.toMatchObject({ name: 'CallError', code })
