// The order of the list of secrets: by any column, either way.
import type { KeychainState, SecretView } from '../../../shared/secret.ts'
import { type SecretStatus, statusOf, storedIn } from './secret-words.ts'

export const secretColumns = ['status', 'name', 'usedBy', 'storedIn', 'updated'] as const
export type SecretColumn = (typeof secretColumns)[number]

export interface SecretSort {
  column: SecretColumn
  descending: boolean
}

export const defaultSort: SecretSort = { column: 'status', descending: false }

const order: Record<SecretStatus, number> = { missing: 0, unreadable: 1, 'not-saved': 2, 'over-environment': 3, ok: 3 }

const byName = (one: SecretView, other: SecretView) => one.name.localeCompare(other.name, 'en')

/** Of equal ones the name decides, from A to Z. What a column has nothing for stands last, either way. */
export function sortSecrets(
  list: readonly SecretView[],
  keychain: KeychainState,
  { column, descending }: SecretSort = defaultSort,
): SecretView[] {
  const key = (secret: SecretView): string | number | null => {
    switch (column) {
      case 'status':
        return order[statusOf(secret)]
      case 'name':
        return secret.name
      case 'usedBy':
        return secret.usedBy[0] ?? null
      case 'storedIn':
        return storedIn(secret, keychain)
      case 'updated':
        return secret.updatedAt
    }
  }
  return [...list].sort((one, other) => {
    const [first, second] = [key(one), key(other)]
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName(one, other)
    const difference =
      typeof first === 'number' && typeof second === 'number'
        ? first - second
        : String(first).localeCompare(String(second), 'en')
    return (descending ? -difference : difference) || byName(one, other)
  })
}

/** A second press on a column turns its order around; the newest come first. */
export function nextSecretSort(sort: SecretSort, column: SecretColumn): SecretSort {
  return { column, descending: sort.column === column ? !sort.descending : column === 'updated' }
}
