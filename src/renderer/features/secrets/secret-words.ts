// How a secret stands, in words, and what it may be filtered by.
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

/** How long a value stays in memory. */
export function untilEnd({ reason }: KeychainState): string {
  return reason === 'browser' ? 'until the server stops' : 'until you quit'
}

/** When a value in memory is lost. */
export function goneWhen({ reason }: KeychainState): string {
  return reason === 'browser' ? 'gone when the server stops' : 'gone when Throughline quits'
}

/** Which place answers, as in the Stored in column. */
export function storedIn({ source, overridesEnvironment }: SecretView, keychain: KeychainState): string {
  switch (source) {
    case 'keychain':
      return overridesEnvironment ? 'Keychain, over environment' : keychain.name
    case 'memory':
      return overridesEnvironment ? 'Memory, over environment' : `Memory, ${untilEnd(keychain)}`
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

/** What entering a value is called, as the row stands. */
export function editWords({ source }: SecretView): string {
  switch (source) {
    case 'missing':
      return 'Add value'
    case 'unreadable':
      return 'Enter again'
    case 'environment':
    case 'env-file':
      return 'Keep a value over the environment’s'
    default:
      return 'Replace value'
  }
}

/** What the status means for what the secret is used by, and what to do. */
export function statusReason(secret: SecretView, keychain: KeychainState): string | null {
  const { name, usedBy } = secret
  switch (statusOf(secret)) {
    case 'missing':
      return usedBy.length === 0
        ? `${name} is not set.`
        : `${name} is not set. Requests to ${usedBy.join(', ')} will fail until it is.`
    case 'unreadable':
      return keychain.available
        ? `Cannot decrypt ${name}. It was saved by another user or computer. Enter it again.`
        : `${name} is saved, but the OS keychain that opens it is not available.`
    case 'not-saved':
      return `${name} is ${goneWhen(keychain)}.`
    case 'over-environment':
      return `The environment sets ${name} too. The value in the keychain answers.`
    case 'ok':
      return null
  }
}
