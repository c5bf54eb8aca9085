// Builds what the window may know of the routes: names and places, never a credential.
import { basename } from 'node:path'
import type { RoutesState, RouteView } from '../../shared/route.ts'
import type { Settings } from '../../shared/settings.ts'
import type { RouteConfig } from '../config/config.ts'
import { visibleTarget } from '../config/edits/literal-value.ts'
import type { Variables } from '../config/variables.ts'
import type { Services } from './services.ts'

/** What the state of the routes is made of. */
export interface RoutesServices {
  config: Services['config']
  variables: Variables
  settings: { readonly current: Pick<Settings, 'recentFiles'> }
}

export function routesState({ config: document, variables, settings }: RoutesServices): RoutesState {
  const { path, config, problems, state } = document
  return {
    file: fileView(path),
    routes: config.routes.map((route) => routeView(route, variables)),
    problems: [...problems],
    document: state,
    hasMasterKey: config.masterKey !== null,
    recent: settings.current.recentFiles.filter((file) => file !== path).map(fileView),
  }
}

const fileView = (path: string) => ({ path, name: basename(path) })

function routeView(route: RouteConfig, variables: Variables): RouteView {
  const headers = route.headers.map((header) => header.name)
  return {
    index: route.index,
    path: route.path,
    target: visibleTarget(route.target.source),
    methods: [...route.methods],
    includeSubpath: route.includeSubpath,
    auth: route.auth,
    enabled: route.enabled,
    // The Langfuse pair goes out as this one header.
    headers: route.langfuse === null ? headers : [...headers, 'Authorization'],
    variables: variablesOf(route).map((name) => ({ name, source: variables.get(name).source })),
  }
}

/** Names of the variables that the route's target, headers and query need, each once, in the file's order. */
export function variablesOf(route: RouteConfig): string[] {
  const templates = [route.target, ...[...route.headers, ...route.defaultQuery].map(({ value }) => value)]
  if (route.langfuse !== null) templates.push(route.langfuse.publicKey, route.langfuse.secretKey)
  return [...new Set(templates.flatMap((template) => template.variables))]
}
