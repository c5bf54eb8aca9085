// Several secrets at once: all of them or none.
import { describe, expect, it } from 'vitest'
import { createAesKeychain } from './aes-keychain.ts'
import { openStore, rejectsWith } from './open-secret-store.ts'

describe('several at once', () => {
  const three = ['A', 'B', 'C'].map((name) => ({ name, value: `sk-${name}` }))

  it('are kept and deleted with one write each', async () => {
    const { store, file } = await openStore()
    await store.setAll(three, 'keychain')
    expect(file.writes).toBe(1)
    expect(store.get('C')).toEqual({ value: 'sk-C', source: 'keychain' })
    await store.deleteAll(['A', 'C', 'UNKNOWN'])
    expect(file.writes).toBe(2)
    expect(store.list().map(({ name }) => name)).toEqual(['B'])
  })

  it('are not kept at all where the keychain fails in the middle', async () => {
    const keychain = createAesKeychain()
    let calls = 0
    const failing = {
      ...keychain,
      encrypt: (text: string) => (++calls === 3 ? Promise.reject(new Error('locked')) : keychain.encrypt(text)),
    }
    const { store, file } = await openStore({ keychain: failing })
    await rejectsWith(store.setAll(three, 'keychain'), 'keychain_unavailable')
    expect(calls).toBe(3)
    expect(store.list()).toEqual([])
    expect(file.writes).toBe(0)
  })

  it('leave everything as it was where the file cannot be written', async () => {
    const { store, file } = await openStore()
    await store.set('A', 'sk-before', 'keychain')
    file.isFull = true
    await rejectsWith(store.setAll(three, 'keychain'), 'file_error')
    // The saved A would have to leave the file.
    await rejectsWith(store.setAll(three, 'memory'), 'file_error')
    await rejectsWith(store.deleteAll(['A', 'B']), 'file_error')
    expect(store.list().map(({ name }) => name)).toEqual(['A'])
    expect(store.get('A')).toEqual({ value: 'sk-before', source: 'keychain' })
  })
})
