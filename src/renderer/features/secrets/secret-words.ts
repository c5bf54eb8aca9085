// How a secret stands, in words; its order in the list; and what it may be filtered by.
import type { KeychainState, SecretView } from '../../../shared/secret.ts'

export type SecretStatus = 'missing' | 'unreadable' | 'not-saved' | 'over-environment' | 'ok'

export const statusWords: Record<SecretStatus, string> = {
  missing: 'Missing',
  unreadable: 'Cannot decrypt',
  'not-saved': 'Not saved',
  'over-environment': 'Over environment',
  ok: 'OK',
}

export function statusOf({ source, overridesEnvironment }: SecretView): SecretStatus {
  if (source === 'missing' || source === 'unreadable') return source
  if (source === 'memory') return 'not-saved'
  return overridesEnvironment ? 'over-environment' : 'ok'
}

/** Which place answers, as in the Stored in column. */
export function storedIn({ source, overridesEnvironment }: SecretView, keychain: KeychainState): string {
  switch (source) {
    case 'keychain':
      return overridesEnvironment ? 'Keychain, over environment' : keychain.name
    case 'memory':
      return overridesEnvironment ? 'Memory, over environment' : 'Memory, until you quit'
    case 'environment':
      return 'Environment'
    case 'env-file':
      return 'Environment, from .env'
    case 'unreadable':
      return keychain.name
    case 'missing':
      return 'Nowhere'
  }
}

/** Whether Throughline itself keeps it, so that it can be replaced and deleted. */
export function isKept({ source }: SecretView): boolean {
  return source === 'keychain' || source === 'memory' || source === 'unreadable'
}

export function needsAttention(secret: SecretView): boolean {
  const status = statusOf(secret)
  return status === 'missing' || status === 'unreadable' || status === 'not-saved'
}

export const secretFilters = ['all', 'attention', 'unused'] as const
export type SecretFilter = (typeof secretFilters)[number]

export const secretFilterLabels: Record<SecretFilter, string> = {
  all: 'All',
  attention: 'Needs attention',
  unused: 'Unused',
}

export function matchesSecretFilter(filter: SecretFilter, secret: SecretView): boolean {
  if (filter === 'attention') return needsAttention(secret)
  return filter === 'all' || secret.usedBy.length === 0
}

const order: Record<SecretStatus, number> = { missing: 0, unreadable: 1, 'not-saved': 2, 'over-environment': 3, ok: 3 }

/** What needs attention first, then by name. */
export function sortSecrets(list: readonly SecretView[]): SecretView[] {
  return [...list].sort(
    (one, other) => order[statusOf(one)] - order[statusOf(other)] || one.name.localeCompare(other.name, 'en'),
  )
}
