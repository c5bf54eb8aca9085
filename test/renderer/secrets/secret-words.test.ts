// How a secret stands, in words.
import { describe, expect, it } from 'vitest'
import {
  editWords,
  matchesSecretFilter,
  needsAttention,
  statusOf,
  statusReason,
  storedIn,
} from '../../../src/renderer/features/secrets/secret-words.ts'
import type { SecretView } from '../../../src/shared/secret.ts'

const keychain = { available: true, name: 'macOS Keychain' }

const secret = (changes: Partial<SecretView>): SecretView => ({
  name: 'OPENAI_API_KEY',
  source: 'keychain',
  overridesEnvironment: false,
  usedBy: ['/openai'],
  updatedAt: null,
  ...changes,
})

describe('a secret', () => {
  it.each([
    ['keychain', false, 'ok', 'macOS Keychain', false],
    ['keychain', true, 'over-environment', 'Keychain, over environment', false],
    ['memory', false, 'not-saved', 'Memory, until you quit', true],
    ['memory', true, 'not-saved', 'Memory, over environment', true],
    ['environment', false, 'ok', 'Environment', false],
    ['env-file', false, 'ok', 'Environment, from .env', false],
    ['unreadable', false, 'unreadable', 'macOS Keychain', true],
    ['missing', false, 'missing', 'Nowhere', true],
  ] as const)('from %s, over the environment: %s', (source, overridesEnvironment, status, stored, attention) => {
    const given = secret({ source, overridesEnvironment })
    expect(statusOf(given)).toBe(status)
    expect(storedIn(given, keychain)).toBe(stored)
    expect(needsAttention(given)).toBe(attention)
    expect(matchesSecretFilter('attention', given)).toBe(attention)
  })

  it('is unused where no route names it', () => {
    expect(matchesSecretFilter('unused', secret({ usedBy: [] }))).toBe(true)
    expect(matchesSecretFilter('unused', secret({}))).toBe(false)
  })
})

it.each([
  ['keychain', 'Replace value'],
  ['memory', 'Replace value'],
  ['missing', 'Add value'],
  ['unreadable', 'Enter again'],
  ['environment', 'Keep a value over the environment’s'],
] as const)('from %s is entered by: %s', (source, words) => {
  expect(editWords(secret({ source }))).toBe(words)
})

it.each([
  [{ source: 'keychain' }, null],
  [{ source: 'missing' }, 'OPENAI_API_KEY is not set. Requests to /openai will fail until it is.'],
  [{ source: 'missing', usedBy: [] }, 'OPENAI_API_KEY is not set.'],
  [
    { source: 'unreadable' },
    'Cannot decrypt OPENAI_API_KEY. It was saved by another user or computer. Enter it again.',
  ],
  [{ source: 'memory' }, 'OPENAI_API_KEY is gone when Throughline quits.'],
  [{ overridesEnvironment: true }, 'The environment sets OPENAI_API_KEY too. The value in the keychain answers.'],
] as const)('%j: %s', (changes, reason) => {
  expect(statusReason(secret({ ...changes, usedBy: 'usedBy' in changes ? [] : ['/openai'] }), keychain)).toBe(reason)
})

it('does not blame another computer while the keychain is not there', () => {
  expect(statusReason(secret({ source: 'unreadable' }), { ...keychain, available: false })).toBe(
    'OPENAI_API_KEY is saved, but the OS keychain that opens it is not available.',
  )
})
