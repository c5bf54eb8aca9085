// Keeps secrets: encrypted by the OS keychain on disk, or in memory only; decrypted values never leave main.
//
// What JavaScript allows: a value that was replaced or deleted is held by nothing here any more (secret-copies.test.ts),
// and is gone when its memory is collected. What it does not allow: overwriting a string. The copies that Electron, V8
// and the keychain's own library make of it on their way are beyond reach, and a value in use stays readable in the
// process's memory, as its requests need it.
import { CallError } from '../../shared/errors.ts'
import type { KeychainState } from '../../shared/secret.ts'
import type { KeptSecret, SecretsService } from '../api/services.ts'
import type { SecretLookup } from '../config/variables.ts'

/** What encrypts. Each call may ask the user, and may fail. */
export interface Keychain {
  state(): Promise<KeychainState>
  encrypt(text: string): Promise<Buffer>
  /** `isStale`: the keychain's key has changed, so the text should be encrypted anew. */
  decrypt(ciphertext: Buffer): Promise<{ text: string; isStale: boolean }>
}

export interface SavedSecret {
  name: string
  /** In base64. */
  ciphertext: string
  /** Milliseconds since the epoch. */
  updatedAt: number
}

export interface SecretPersistence {
  read(): readonly SavedSecret[]
  /** @throws CallError file_error */
  write(secrets: readonly SavedSecret[]): void
}

export interface SecretStore extends SecretsService, SecretLookup {
  /** Fulfilled when the saved secrets were decrypted; until then a saved one counts as unreadable. Never rejects. */
  readonly ready: Promise<void>
}

export interface SecretStoreOptions {
  keychain: Keychain
  persistence: SecretPersistence
  /** Milliseconds since the epoch. */
  now?: () => number
}

type Entry =
  | { keptIn: 'memory'; value: string; updatedAt: number }
  /** `value`: null while it cannot be decrypted. */
  | { keptIn: 'keychain'; ciphertext: string; value: string | null; updatedAt: number }

type Entries = ReadonlyMap<string, Entry>

export function createSecretStore({ keychain, persistence, now = Date.now }: SecretStoreOptions): SecretStore {
  let entries: Entries = new Map(
    persistence
      .read()
      .map(({ name, ciphertext, updatedAt }) => [name, { keptIn: 'keychain', ciphertext, value: null, updatedAt }]),
  )
  // Until it was asked, nothing warns of a missing keychain.
  let keychainState: KeychainState = { available: true, name: '' }
  const listeners = new Set<() => void>()
  let queue: Promise<void> = Promise.resolve()

  /** One operation after the other: each sees the outcome of the one before. */
  function enqueue(operation: () => Promise<void>): Promise<void> {
    const done = queue.then(operation)
    queue = done.catch(() => {})
    return done
  }

  /** Disk first: when it fails, nothing has changed. */
  function commit(next: Entries, isSaved: boolean): void {
    if (isSaved) persistence.write(savedSecrets(next))
    entries = next
  }

  function notify(): void {
    for (const listener of listeners) listener()
  }

  async function refreshKeychain(): Promise<void> {
    const before = keychainState
    keychainState = await stateOf(keychain, before)
    if (keychainState.available !== before.available || keychainState.name !== before.name) notify()
  }

  async function encrypt(value: string): Promise<string> {
    await refreshKeychain()
    if (!keychainState.available) throw new CallError('keychain_unavailable')
    try {
      return (await keychain.encrypt(value)).toString('base64')
    } catch (cause) {
      throw new CallError('keychain_unavailable', `${keychainState.name} did not encrypt the value.`, { cause })
    }
  }

  async function decryptAll(): Promise<void> {
    await refreshKeychain()
    if (keychainState.available) {
      const opened = new Map(entries)
      let isStale = false
      for (const [name, entry] of entries) {
        if (entry.keptIn === 'memory' || entry.value !== null) continue
        const result = await decryptEntry(keychain, entry)
        opened.set(name, result.entry)
        isStale ||= result.isStale
      }
      entries = opened
      if (isStale) keepFreshCiphertext(persistence, opened)
    }
    notify()
  }

  const ready = enqueue(decryptAll)

  /** All are encrypted before the first is kept, so that one that fails leaves everything as it was. */
  const setAll: SecretsService['setAll'] = (list, keepIn) =>
    enqueue(async () => {
      const updatedAt = now()
      const next = new Map(entries)
      let isSaved = keepIn === 'keychain'
      for (const { name, value } of list) {
        isSaved ||= next.get(name)?.keptIn === 'keychain'
        const entry: Entry =
          keepIn === 'memory'
            ? { keptIn: 'memory', value, updatedAt }
            : { keptIn: 'keychain', ciphertext: await encrypt(value), value, updatedAt }
        next.set(name, entry)
      }
      commit(next, isSaved)
      notify()
    })

  const deleteAll: SecretsService['deleteAll'] = (names) =>
    enqueue(async () => {
      const next = new Map(entries)
      for (const name of names) next.delete(name)
      if (next.size === entries.size) return
      commit(
        next,
        names.some((name) => entries.get(name)?.keptIn === 'keychain'),
      )
      notify()
    })

  return {
    ready,
    get keychain() {
      return keychainState
    },
    get(name) {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      return entry.value === null ? { value: null, source: 'unreadable' } : { value: entry.value, source: entry.keptIn }
    },
    list: () => [...entries].map(([name, entry]) => keptSecret(name, entry)),
    set: (name, value, keepIn) => setAll([{ name, value }], keepIn),
    setAll,
    delete: (name) => deleteAll([name]),
    deleteAll,
    recheck: () => enqueue(decryptAll),
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

async function stateOf(keychain: Keychain, last: KeychainState): Promise<KeychainState> {
  try {
    return await keychain.state()
  } catch {
    return { available: false, name: last.name }
  }
}

async function decryptEntry(
  keychain: Keychain,
  entry: Extract<Entry, { keptIn: 'keychain' }>,
): Promise<{ entry: Entry; isStale: boolean }> {
  let decrypted: { text: string; isStale: boolean }
  try {
    decrypted = await keychain.decrypt(Buffer.from(entry.ciphertext, 'base64'))
  } catch {
    return { entry, isStale: false }
  }
  // Chromium's cipher on Linux has no checksum: one time in a few hundred, another key opens it to mere noise.
  if (isNoise(decrypted.text)) return { entry, isStale: false }
  const opened = { ...entry, value: decrypted.text }
  if (!decrypted.isStale) return { entry: opened, isStale: false }
  try {
    const ciphertext = (await keychain.encrypt(decrypted.text)).toString('base64')
    return { entry: { ...opened, ciphertext }, isStale: true }
  } catch {
    return { entry: opened, isStale: false }
  }
}

/** Bytes that are no UTF-8, or characters that no value can hold. */
function isNoise(text: string): boolean {
  return text === '' || /[\ufffd\r\n\0]/.test(text)
}

/** The old ciphertext still opens, so a file that cannot be written now is tried again at the next start. */
function keepFreshCiphertext(persistence: SecretPersistence, entries: Entries): void {
  try {
    persistence.write(savedSecrets(entries))
  } catch {}
}

function savedSecrets(entries: Entries): SavedSecret[] {
  return [...entries].flatMap(([name, entry]) =>
    entry.keptIn === 'keychain' ? [{ name, ciphertext: entry.ciphertext, updatedAt: entry.updatedAt }] : [],
  )
}

function keptSecret(name: string, entry: Entry): KeptSecret {
  return { name, source: entry.value === null ? 'unreadable' : entry.keptIn, updatedAt: entry.updatedAt }
}
