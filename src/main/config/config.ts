// What a config.yaml means once it is read: the routes and what concerns all of them.
import type { Template } from './template.ts'

export interface RouteConfig {
  /** Position in the file, from 0: the first match from the top answers. */
  readonly index: number
  readonly path: string
  readonly target: Template
  /** Injected headers, in the file's order, without the Langfuse pair and `litellm_user_api_key`. */
  readonly headers: readonly { readonly name: string; readonly value: Template }[]
  /** LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY: sent as `Authorization: Basic base64(public:secret)`. */
  readonly langfuse: { readonly publicKey: Template; readonly secretKey: Template } | null
  /** `headers.litellm_user_api_key`: one more header where the client key may stand; null where not set. */
  readonly clientKeyHeader: string | null
  /** In upper case; empty: every method. */
  readonly methods: readonly string[]
  readonly includeSubpath: boolean
  readonly auth: boolean
  readonly forwardHeaders: boolean
  /** In the file's order; values as they go out before encoding. */
  readonly defaultQuery: readonly { readonly name: string; readonly value: Template }[]
  /** Milliseconds to the response's first byte, then between bytes. */
  readonly timeoutMs: number
  /** USD. */
  readonly costPerRequest: number
  readonly clientKeyParser: 'langfuse' | null
  readonly enabled: boolean
}

export interface Config {
  /** null where neither the file nor LITELLM_MASTER_KEY sets one. */
  readonly masterKey: Template | null
  /** `litellm_key_header_name`: replaces the list of headers where the client key is looked for. */
  readonly keyHeaderName: string | null
  readonly routes: readonly RouteConfig[]
}

export const emptyConfig: Config = { masterKey: null, keyHeaderName: null, routes: [] }

/** Where a route stands in the file. */
export function routeKeyPath(index: number): (string | number)[] {
  return ['general_settings', 'pass_through_endpoints', index]
}
