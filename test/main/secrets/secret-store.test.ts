// Secrets: kept encrypted or in memory only, one operation after the other, and never half done.
import { describe, expect, it } from 'vitest'
import { createSecretStore } from '../../../src/main/secrets/secret-store.ts'
import { createAesKeychain } from './aes-keychain.ts'
import { createMemoryFile, openStore, rejectsWith } from './open-secret-store.ts'

describe('with a keychain', () => {
  it('keeps a value encrypted, and has it again after a restart', async () => {
    const { store, keychain, file } = await openStore()
    await store.set('KEY', 'sk-öne', 'keychain')
    expect(store.get('KEY')).toEqual({ value: 'sk-öne', source: 'keychain' })
    expect(store.list()).toEqual([{ name: 'KEY', source: 'keychain', updatedAt: 1000 }])
    expect(JSON.stringify(file.secrets)).not.toContain('sk-')

    const { store: next } = await openStore({ keychain, file })
    expect(next.get('KEY')).toEqual({ value: 'sk-öne', source: 'keychain' })
    expect(next.list()).toEqual([{ name: 'KEY', source: 'keychain', updatedAt: 1000 }])
  })

  it('keeps names that objects have of themselves', async () => {
    const { store, keychain, file } = await openStore()
    for (const name of ['__proto__', 'constructor']) await store.set(name, name, 'keychain')
    const { store: next } = await openStore({
      keychain,
      file: createMemoryFile(JSON.parse(JSON.stringify(file.secrets))),
    })
    expect(next.get('__proto__')).toEqual({ value: '__proto__', source: 'keychain' })
    expect(next.get('constructor')).toEqual({ value: 'constructor', source: 'keychain' })
    expect(next.get('toString')).toBeUndefined()
  })

  it('writes nothing of a value that is for memory only', async () => {
    const { store, keychain, file } = await openStore()
    await store.set('KEY', 'sk-1', 'memory')
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'memory' })
    expect(file.writes).toBe(0)
    expect(keychain.encrypted).toEqual([])
  })

  it('lets the last place win, and drops the other', async () => {
    const { store, file } = await openStore()
    await store.set('KEY', 'saved', 'keychain')
    await store.set('KEY', 'in memory', 'memory')
    expect(store.get('KEY')).toEqual({ value: 'in memory', source: 'memory' })
    expect(file.secrets).toEqual([])
    await store.set('KEY', 'saved again', 'keychain')
    expect(store.get('KEY')).toEqual({ value: 'saved again', source: 'keychain' })
    expect(file.secrets).toHaveLength(1)
    expect(store.list()).toHaveLength(1)
  })

  it('deletes from both places, and takes no offence at an unknown name', async () => {
    const { store, file } = await openStore()
    await store.set('SAVED', '1', 'keychain')
    await store.set('HELD', '2', 'memory')
    await Promise.all([store.delete('SAVED'), store.delete('HELD'), store.delete('UNKNOWN')])
    expect(store.list()).toEqual([])
    expect(file.secrets).toEqual([])
    expect(store.get('SAVED')).toBeUndefined()
  })

  it('does not let quick changes interleave', async () => {
    const { store, keychain, file } = await openStore()
    const changes = Array.from({ length: 50 }, (_, n) =>
      n % 5 === 4
        ? store.delete(`KEY_${n % 3}`)
        : store.set(`KEY_${n % 3}`, `value ${n}`, n % 2 ? 'keychain' : 'memory'),
    )
    await Promise.all(changes)
    expect(store.get('KEY_0')).toEqual({ value: 'value 48', source: 'memory' })
    // 49 deletes KEY_1; 47 is the last that set KEY_2.
    expect(store.get('KEY_1')).toBeUndefined()
    expect(store.get('KEY_2')).toEqual({ value: 'value 47', source: 'keychain' })
    const { store: next } = await openStore({ keychain, file })
    expect(next.list().map(({ name }) => name)).toEqual(['KEY_2'])
  })

  it('tells of every change, until the listener leaves', async () => {
    const { store } = await openStore()
    let changes = 0
    const leave = store.onChange(() => changes++)
    await store.set('KEY', '1', 'memory')
    await store.delete('KEY')
    expect(changes).toBe(2)
    leave()
    await store.set('KEY', '1', 'memory')
    expect(changes).toBe(2)
  })
})

describe('before the saved values are decrypted', () => {
  it('counts them as unreadable, not as missing', async () => {
    const { store, keychain, file } = await openStore()
    await store.set('KEY', 'sk-1', 'keychain')
    const next = createSecretStore({ keychain, persistence: file })
    expect(next.get('KEY')).toEqual({ value: null, source: 'unreadable' })
    expect(next.keychain.available).toBe(true)
    await next.ready
    expect(next.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
  })
})

describe('without a keychain', () => {
  it('saves nothing, and still keeps values in memory', async () => {
    const keychain = createAesKeychain()
    keychain.available = false
    const { store, file } = await openStore({ keychain })
    expect(store.keychain).toEqual({ available: false, name: 'AES' })
    await rejectsWith(store.set('KEY', 'sk-1', 'keychain'), 'keychain_unavailable')
    expect(store.list()).toEqual([])
    await store.set('KEY', 'sk-1', 'memory')
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'memory' })
    expect(file.writes).toBe(0)
  })

  it('shows saved values as unreadable, and reads them when it appears', async () => {
    const { store: first, keychain, file } = await openStore()
    await first.set('KEY', 'sk-1', 'keychain')
    keychain.available = false
    const { store } = await openStore({ keychain, file })
    await store.set('HELD', 'sk-2', 'memory')
    expect(store.get('KEY')).toEqual({ value: null, source: 'unreadable' })
    expect(store.list().map(({ source }) => source)).toEqual(['unreadable', 'memory'])
    expect(file.secrets).toHaveLength(1)

    let changes = 0
    store.onChange(() => changes++)
    keychain.available = true
    await store.recheck()
    expect(changes).toBeGreaterThan(0)
    expect(store.keychain.available).toBe(true)
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
    expect(store.get('HELD')).toEqual({ value: 'sk-2', source: 'memory' })
  })

  it('notices that it has gone when a value is to be saved', async () => {
    const { store, keychain } = await openStore()
    await store.set('KEY', 'sk-1', 'keychain')
    keychain.available = false
    await rejectsWith(store.set('KEY', 'sk-2', 'keychain'), 'keychain_unavailable')
    expect(store.keychain.available).toBe(false)
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
  })

  it('takes a keychain that cannot even be asked for an absent one', async () => {
    const keychain = { ...createAesKeychain(), state: () => Promise.reject(new Error('no session bus')) }
    const { store } = await openStore({ keychain })
    expect(store.keychain.available).toBe(false)
  })
})

describe('a value that cannot be decrypted', () => {
  it('is unreadable, stays in the file, and can be set anew', async () => {
    const { store: first, keychain, file } = await openStore()
    await first.set('LOST', 'sk-1', 'keychain')
    keychain.changeKey(false)
    await first.set('FRESH', 'sk-2', 'keychain')

    const { store } = await openStore({ keychain, file })
    expect(store.get('LOST')).toEqual({ value: null, source: 'unreadable' })
    expect(store.get('FRESH')).toEqual({ value: 'sk-2', source: 'keychain' })
    expect(file.secrets).toHaveLength(2)
    await store.set('LOST', 'sk-3', 'keychain')
    expect(store.get('LOST')).toEqual({ value: 'sk-3', source: 'keychain' })
  })
})

describe('a key that opens the ciphertext to noise, as one without a checksum may', () => {
  it.each(['\ufffd\u0003K', 'a\nb', ''])('counts as one that cannot: %j', async (noise) => {
    const { store: first, keychain, file } = await openStore()
    await first.set('KEY', 'sk-1', 'keychain')
    const other = { ...keychain, decrypt: async () => ({ text: noise, isStale: true }) }
    const { store } = await openStore({ keychain: other, file })
    expect(store.get('KEY')).toEqual({ value: null, source: 'unreadable' })
    expect(file.writes).toBe(1)
  })
})

describe('a keychain whose key has changed', () => {
  it('gets the values encrypted anew', async () => {
    const { store: first, keychain, file } = await openStore()
    await first.set('KEY', 'sk-1', 'keychain')
    const old = file.secrets
    keychain.changeKey(true)
    const { store } = await openStore({ keychain, file })
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
    expect(file.secrets).not.toEqual(old)
    expect(file.secrets[0]?.updatedAt).toBe(1000)

    const writes = file.writes
    const { store: next } = await openStore({ keychain, file })
    expect(next.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
    expect(file.writes).toBe(writes)
  })

  it('still gives the values when the file cannot be written', async () => {
    const { store: first, keychain, file } = await openStore()
    await first.set('KEY', 'sk-1', 'keychain')
    keychain.changeKey(true)
    file.isFull = true
    const { store } = await openStore({ keychain, file })
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
  })
})

describe('a file that cannot be written', () => {
  it('leaves everything as it was', async () => {
    const { store, file } = await openStore()
    await store.set('KEY', 'sk-1', 'keychain')
    file.isFull = true
    await rejectsWith(store.set('KEY', 'sk-2', 'keychain'), 'file_error')
    await rejectsWith(store.set('KEY', 'sk-3', 'memory'), 'file_error')
    await rejectsWith(store.set('OTHER', 'sk-4', 'keychain'), 'file_error')
    await rejectsWith(store.delete('KEY'), 'file_error')
    expect(store.get('KEY')).toEqual({ value: 'sk-1', source: 'keychain' })
    expect(store.list()).toEqual([{ name: 'KEY', source: 'keychain', updatedAt: 1000 }])

    file.isFull = false
    await store.set('KEY', 'sk-5', 'keychain')
    expect(store.get('KEY')).toEqual({ value: 'sk-5', source: 'keychain' })
  })
})
