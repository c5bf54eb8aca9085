// Builds what the window may know of the secrets: the kept ones and those that the config names.
import type { SecretsState, SecretView } from '../../shared/secret.ts'
import type { Config } from '../config/config.ts'
import { variablesOf } from './route-view.ts'
import type { Services } from './services.ts'

export function secretsState({
  secrets,
  config: document,
  variables,
}: Pick<Services, 'secrets' | 'config' | 'variables'>): SecretsState {
  const kept = new Map(secrets.list().map((secret) => [secret.name, secret]))
  const users = usersOfVariables(document.config)
  const names = [...new Set([...kept.keys(), ...users.keys()])].sort()
  return {
    keychain: secrets.keychain,
    secrets: names.map((name): SecretView => {
      const secret = kept.get(name)
      return {
        name,
        source: secret?.source ?? variables.get(name).source,
        overridesEnvironment: secret !== undefined && variables.inEnvironment(name) !== null,
        usedBy: [...(users.get(name) ?? [])],
        updatedAt: secret?.updatedAt ?? null,
      }
    }),
  }
}

/** Variable → paths of the routes that need it. The master key's variables are needed by each route with auth. */
function usersOfVariables({ masterKey, routes }: Config): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>()
  for (const name of masterKey?.variables ?? []) users.set(name, new Set())
  for (const route of routes) {
    const ofAuth = route.auth ? (masterKey?.variables ?? []) : []
    for (const name of [...variablesOf(route), ...ofAuth]) {
      const paths = users.get(name) ?? new Set()
      users.set(name, paths.add(route.path))
    }
  }
  return users
}
