// Looks up what `os.environ/NAME` stands for: a kept secret first, then the environment, then the .env file.
import type { VariableSource } from '../../shared/route.ts'

/** Secrets that the app keeps. `unreadable`: saved, but it can no longer be decrypted. */
export interface SecretLookup {
  get(
    name: string,
  ): { value: string; source: 'keychain' | 'memory' } | { value: null; source: 'unreadable' } | undefined
}

export interface Variables {
  /**
   * An empty value counts as missing: it would go out as an empty credential. A secret that cannot be
   * decrypted does not fall through to the environment: another key than the chosen one would be spent.
   */
  get(name: string): { value: string; source: VariableSource } | { value: null; source: 'missing' | 'unreadable' }
  /** Where the name is set beside the kept secrets, or null. */
  inEnvironment(name: string): 'environment' | 'env-file' | null
}

export interface VariablesOptions {
  secrets?: SecretLookup
  environment: Readonly<Record<string, string | undefined>>
  envFile?: ReadonlyMap<string, string>
}

export function createVariables({ secrets, environment, envFile }: VariablesOptions): Variables {
  // Every object has a `constructor` and a `toString`, the environment's too.
  const fromEnvironment = (name: string) => (Object.hasOwn(environment, name) ? environment[name] : undefined)
  return {
    get(name) {
      const secret = secrets?.get(name)
      if (secret !== undefined) return secret
      const value = fromEnvironment(name)
      if (value !== undefined && value !== '') return { value, source: 'environment' }
      const fromFile = envFile?.get(name)
      if (fromFile !== undefined && fromFile !== '') return { value: fromFile, source: 'env-file' }
      return { value: null, source: 'missing' }
    },
    inEnvironment(name) {
      if (fromEnvironment(name)) return 'environment'
      return envFile?.get(name) ? 'env-file' : null
    },
  }
}

/**
 * The process's environment as a plain object: reading process.env itself asks the system each time. On
 * Windows it is left as it is, since names there have no case.
 */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.platform === 'win32' ? process.env : { ...process.env }
}
