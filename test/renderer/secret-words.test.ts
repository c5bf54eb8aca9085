// How a secret stands, in words, and the order of the list.
import { describe, expect, it } from 'vitest'
import {
  matchesSecretFilter,
  needsAttention,
  sortSecrets,
  statusOf,
  storedIn,
} from '../../src/renderer/features/secrets/secret-words.ts'
import type { SecretView } from '../../src/shared/secret.ts'

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

it('lists what needs attention first, then by name', () => {
  const list = [
    secret({ name: 'B' }),
    secret({ name: 'C', overridesEnvironment: true }),
    secret({ name: 'A', source: 'memory' }),
    secret({ name: 'Z', source: 'missing' }),
    secret({ name: 'Y', source: 'unreadable' }),
    secret({ name: 'A2', source: 'environment' }),
  ]
  expect(sortSecrets(list).map(({ name }) => name)).toEqual(['Z', 'Y', 'A', 'A2', 'B', 'C'])
})
