// The call that tries a route: a request through the app's own gateway, with the client key where one is needed.
import type { CallHandlers } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import { isLoopback } from '../../shared/loopback.ts'
import type { Config, RouteConfig } from '../config/config.ts'
import { renderTemplate, type ValueLookup } from '../config/template.ts'
import { clientKeyPlaces } from '../gateway/auth.ts'
import { createRouteTable, isRefusal } from '../gateway/match-route.ts'
import { splitTarget } from '../gateway/request-target.ts'
import type { Services } from './services.ts'

interface TestRequestServices {
  config: Pick<Services['config'], 'running'>
  inspector: Pick<Services['inspector'], 'send'>
  server: Pick<Services['server'], 'state'>
  variables: ValueLookup
}

export function testRequestHandlers({
  config: document,
  inspector,
  server,
  variables,
}: TestRequestServices): Pick<CallHandlers, 'routes.test'> {
  return {
    'routes.test': async ({ path, method, target, body }) => {
      const { running: config } = document
      if (!config.routes.some((route) => route.path === path)) {
        throw new CallError('conflict', `${path} is not served yet. Save the file first.`)
      }
      const bytes = Buffer.from(body, 'utf8')
      const headers = ['Accept', '*/*']
      if (bytes.length > 0)
        headers.push('Content-Type', isJson(body) ? 'application/json' : 'text/plain; charset=utf-8')
      const route = answeringRoute(config, method, target)
      if (route !== null) {
        if (needsVersion(route)) headers.push('anthropic-version', '2023-06-01')
        // It goes to the gateway alone, which takes it out before it forwards the request.
        if (route.auth || !isLoopback(server.state.host)) headers.push(...clientKeyHeader(config, route, variables))
      }
      return { id: await inspector.send({ method, target, headers, body: bytes }) }
    },
  }
}

/** The route that will answer, as it runs now; null where none will. */
function answeringRoute({ routes }: Config, method: string, target: string): RouteConfig | null {
  const split = splitTarget(target)
  if (isRefusal(split)) return null
  const match = createRouteTable(routes).match(method, split.path)
  return isRefusal(match) ? null : match.route
}

/** Nothing where the key has no value: the gateway's own answer then says so. */
function clientKeyHeader(config: Config, route: RouteConfig, variables: ValueLookup): string[] {
  const key = config.masterKey === null ? null : renderTemplate(config.masterKey, variables)
  const [place] = clientKeyPlaces(route, config.keyHeaderName).places
  return typeof key === 'string' && key !== '' && place !== undefined ? [place, key] : []
}

/** Anthropic answers no request without it, and its own clients always send it. */
function needsVersion({ target, headers }: RouteConfig): boolean {
  const isInjected = headers.some(({ name }) => name.toLowerCase() === 'anthropic-version')
  return !isInjected && /^https?:\/\/api\.anthropic\.com(?:[:/?]|$)/i.test(target.source)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
