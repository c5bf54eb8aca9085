// Calls that set and delete secrets. None answers a value.
import type { CallHandlers } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import { findLiterals } from '../config/edits/find-literals.ts'
import { replaceLiterals } from '../config/edits/replace-literals.ts'
import { chooseFromEnv, previewEnv } from './env-import.ts'
import { moveLiterals } from './move-literals.ts'
import { type RoutesServices, routesState } from './route-view.ts'
import { secretsState } from './secret-view.ts'
import type { Services } from './services.ts'

export function secretsHandlers(
  services: Pick<Services, 'secrets'> & RoutesServices,
): Pick<
  CallHandlers,
  | 'secrets.get'
  | 'secrets.set'
  | 'secrets.delete'
  | 'secrets.previewEnv'
  | 'secrets.importEnv'
  | 'secrets.literals'
  | 'secrets.moveLiterals'
  | 'secrets.checkKeychain'
> {
  return {
    'secrets.get': () => secretsState(services),
    'secrets.set': async ({ name, value, keepIn }) => {
      await services.secrets.set(name, value, keepIn)
      return secretsState(services)
    },
    'secrets.delete': async ({ name }) => {
      await services.secrets.delete(name)
      return secretsState(services)
    },
    'secrets.previewEnv': ({ text }) => {
      const kept = new Set(services.secrets.list().map(({ name }) => name))
      return previewEnv(text, (name) => kept.has(name))
    },
    'secrets.importEnv': async ({ text, names, keepIn }) => {
      await services.secrets.setAll(chooseFromEnv(text, names), keepIn)
      return secretsState(services)
    },
    'secrets.literals': () =>
      findLiterals(services.config.text, services.config.readYaml).map(({ value: _, ...literal }) => literal),
    'secrets.moveLiterals': async ({ literals, keepIn }) => {
      const found = findLiterals(services.config.text, services.config.readYaml)
      const rewrite = (values: ReadonlyMap<string, string>) =>
        services.config.edit('Move credentials out', (text) => {
          const replaced = replaceLiterals(text, literals, services.config.readYaml)
          // The text may have changed while the keychain was asked.
          for (const [name, value] of replaced.values) {
            if (values.get(name) !== value) throw new CallError('conflict')
          }
          return replaced.text
        })
      await moveLiterals(services, { found, chosen: literals, keepIn, rewrite })
      return routesState(services)
    },
    'secrets.checkKeychain': async () => {
      await services.secrets.recheck()
      return secretsState(services)
    },
  }
}
