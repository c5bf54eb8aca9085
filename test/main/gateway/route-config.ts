// Routes and configs for unit tests, read from the YAML that a user would write.
import { stringify } from 'yaml'
import type { Config, RouteConfig } from '../../../src/main/config/config.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import type { ValueLookup } from '../../../src/main/config/template.ts'
import { createVariables } from '../../../src/main/config/variables.ts'

export function configOf(route: Record<string, unknown>, settings: Record<string, unknown> = {}): Config {
  const endpoint = { path: '/a', target: 'https://example.com', ...route }
  const text = stringify({ general_settings: { ...settings, pass_through_endpoints: [endpoint] } })
  const { config, problems } = parseConfig(text, { environment: {} })
  if (!config) throw new Error(problems.map(({ key, message }) => `${key}: ${message}`).join('\n'))
  return config
}

export function routeOf(route: Record<string, unknown>, settings?: Record<string, unknown>): RouteConfig {
  return configOf(route, settings).routes[0] as RouteConfig
}

export function variablesOf(values: Record<string, string>): ValueLookup {
  return createVariables({ environment: values })
}
