// The values that no line of the log may hold: those of kept secrets, and of every variable that the config names.
import { variablesOf } from '../api/route-view.ts'
import type { Services } from '../api/services.ts'

export function knownValues({
  config,
  secrets,
  variables,
}: Pick<Services, 'config' | 'secrets' | 'variables'>): string[] {
  const configs = [config.config, config.running]
  const named = configs.flatMap(({ routes, masterKey }) => [
    ...routes.flatMap(variablesOf),
    ...(masterKey?.variables ?? []),
  ])
  const names = new Set([...secrets.list().map(({ name }) => name), ...named])
  return [...names].flatMap((name) => variables.get(name).value ?? [])
}
