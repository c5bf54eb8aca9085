// Looks into the tree of a config.yaml that may be invalid, for what is checked in spite of other errors.

export interface RawConfig {
  /** undefined where the key is absent or empty. */
  masterKey: unknown
  /** At their indices in the file; an empty object for what is no route. */
  routes: readonly Readonly<Record<string, unknown>>[]
}

export function readRawConfig(tree: unknown): RawConfig {
  const settings = asMap(asMap(tree).general_settings)
  const endpoints = settings.pass_through_endpoints
  return {
    masterKey: settings.master_key ?? undefined,
    routes: Array.isArray(endpoints) ? endpoints.map(asMap) : [],
  }
}

/** An empty object for what is no map. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
