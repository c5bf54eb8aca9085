// Turns the parsed tree into the config that the gateway serves.
import type { Config, RouteConfig } from './config.ts'
import type { ConfigInput, RouteInput } from './schema.ts'
import { parseTemplate } from './template.ts'

/** LiteLLM's default for `pass_through_request_timeout`, in seconds. */
const defaultTimeout = 600

const notSentAsThemselves = new Set(['LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY', 'litellm_user_api_key'])

export function buildConfig(input: ConfigInput, environment: Readonly<Record<string, string | undefined>>): Config {
  const settings = input.general_settings ?? {}
  // LiteLLM reads the environment's key only where the file has none.
  const masterKey = settings.master_key ?? (environment.LITELLM_MASTER_KEY ? 'os.environ/LITELLM_MASTER_KEY' : null)
  const timeout = settings.pass_through_request_timeout ?? defaultTimeout
  return {
    masterKey: masterKey ? parseTemplate(masterKey) : null,
    keyHeaderName: settings.litellm_key_header_name ?? null,
    routes: (settings.pass_through_endpoints ?? []).map((route, index) => buildRoute(route, index, timeout)),
  }
}

function buildRoute(route: RouteInput, index: number, defaultSeconds: number): RouteConfig {
  const headers = route.headers ?? {}
  const publicKey = headers.LANGFUSE_PUBLIC_KEY
  const secretKey = headers.LANGFUSE_SECRET_KEY
  return {
    index,
    path: route.path,
    target: parseTemplate(route.target),
    headers: Object.entries(headers)
      .filter(([name]) => !notSentAsThemselves.has(name))
      .map(([name, value]) => ({ name, value: parseTemplate(value) })),
    langfuse:
      publicKey !== undefined && secretKey !== undefined
        ? { publicKey: parseTemplate(publicKey), secretKey: parseTemplate(secretKey) }
        : null,
    clientKeyHeader: headers.litellm_user_api_key ?? null,
    methods: route.methods ?? [],
    includeSubpath: route.include_subpath ?? false,
    auth: route.auth ?? false,
    forwardHeaders: route.forward_headers ?? true,
    defaultQuery: Object.entries(route.default_query_params ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: parseTemplate(String(item)) })),
    ),
    timeoutMs: (route.timeout ?? defaultSeconds) * 1000,
    costPerRequest: route.cost_per_request ?? 0,
    clientKeyParser: route.custom_auth_parser ?? null,
    enabled: route.enabled ?? true,
  }
}
