// The order of the list of secrets.
import { expect, it } from 'vitest'
import {
  defaultSort,
  nextSecretSort,
  type SecretSort,
  sortSecrets,
} from '../../../src/renderer/features/secrets/secret-order.ts'
import type { SecretView } from '../../../src/shared/secret.ts'

const keychain = { available: true, name: 'macOS Keychain' }

const secret = (name: string, changes: Partial<SecretView> = {}): SecretView => ({
  name,
  source: 'keychain',
  overridesEnvironment: false,
  usedBy: ['/openai'],
  updatedAt: null,
  ...changes,
})

const names = (list: SecretView[], sort?: SecretSort) => sortSecrets(list, keychain, sort).map(({ name }) => name)

it('has what needs attention first, then goes by name', () => {
  const list = [
    secret('B'),
    secret('C', { overridesEnvironment: true }),
    secret('A', { source: 'memory' }),
    secret('Z', { source: 'missing' }),
    secret('Y', { source: 'unreadable' }),
    secret('A2', { source: 'environment' }),
  ]
  expect(names(list)).toEqual(['Z', 'Y', 'A', 'A2', 'B', 'C'])
})

it.each<[sort: SecretSort, order: string]>([
  [{ column: 'name', descending: false }, 'ABC'],
  [{ column: 'name', descending: true }, 'CBA'],
  [{ column: 'usedBy', descending: false }, 'BCA'],
  [{ column: 'usedBy', descending: true }, 'CBA'],
  [{ column: 'storedIn', descending: false }, 'ABC'],
  [{ column: 'updated', descending: false }, 'BCA'],
  [{ column: 'updated', descending: true }, 'CBA'],
])('by %j: %s', (sort, order) => {
  const list = [
    secret('A', { usedBy: [], source: 'environment' }),
    secret('B', { usedBy: ['/a', '/z'], updatedAt: 1 }),
    secret('C', { usedBy: ['/b'], updatedAt: 2, source: 'memory' }),
  ]
  expect(names(list, sort).join('')).toBe(order)
})

it('turns around at a second press, and shows the newest first', () => {
  const byName = nextSecretSort(defaultSort, 'name')
  expect(byName).toEqual({ column: 'name', descending: false })
  expect(nextSecretSort(byName, 'name')).toEqual({ column: 'name', descending: true })
  expect(nextSecretSort(byName, 'updated')).toEqual({ column: 'updated', descending: true })
})
