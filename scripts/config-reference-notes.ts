// What the config reference says of each key beside its help: an example, and what LiteLLM does with it.

export interface KeyNote {
  /** The key and a value, as they stand in the file. */
  example: string
  /** What LiteLLM's proxy does with the key. */
  litellm: string
}

const same = 'The same.'

/** By the key's path in the schema; `*` is an item of the list. */
export const keyNotes: Readonly<Record<string, KeyNote>> = {
  general_settings: {
    example: 'general_settings: {}',
    litellm: 'The same. It has many more keys there; Throughline keeps them and acts on none of them.',
  },
  'general_settings.master_key': {
    example: 'master_key: os.environ/LITELLM_MASTER_KEY',
    litellm:
      'The same, `LITELLM_MASTER_KEY` included. There it is the administrator’s key as well: it opens the proxy’s own pages and makes other keys.',
  },
  'general_settings.pass_through_endpoints': {
    example: 'pass_through_endpoints: []',
    litellm: 'The same list. There, more endpoints may come from its database.',
  },
  'general_settings.pass_through_request_timeout': {
    example: 'pass_through_request_timeout: 120',
    litellm: 'The same key, the same default.',
  },
  'general_settings.litellm_key_header_name': {
    example: 'litellm_key_header_name: X-Litellm-Key',
    litellm: same,
  },
  'general_settings.pass_through_endpoints.*.path': {
    example: 'path: /openai',
    litellm:
      'The same, but paths that LiteLLM serves itself stay its own: see [Paths that LiteLLM has itself](litellm.md#paths-that-litellm-has-itself).',
  },
  'general_settings.pass_through_endpoints.*.target': {
    example: 'target: https://api.openai.com',
    litellm: 'A variable is replaced only where it is the whole value. Here it may stand anywhere in it.',
  },
  'general_settings.pass_through_endpoints.*.headers': {
    example: 'headers: { Authorization: Bearer os.environ/OPENAI_API_KEY }',
    litellm:
      'A variable is replaced only as the last part of a value, and one that is not set goes out as the text `os.environ/NAME`. Here such a request answers 502 `missing_variable`, and nothing is sent.',
  },
  'general_settings.pass_through_endpoints.*.auth': {
    example: 'auth: true',
    litellm:
      'Its default became `true` in v1.84, so an export always writes the key. Without a `master_key` it lets everyone in; here that is an error of the file.',
  },
  'general_settings.pass_through_endpoints.*.include_subpath': {
    example: 'include_subpath: true',
    litellm: same,
  },
  'general_settings.pass_through_endpoints.*.methods': {
    example: 'methods: [GET, POST]',
    litellm: 'All means GET, POST, PUT, DELETE and PATCH there. Here it means HEAD and OPTIONS too.',
  },
  'general_settings.pass_through_endpoints.*.forward_headers': {
    example: 'forward_headers: false',
    litellm:
      'Its default is `false`, so an export always writes the key. With `true` it forwards the client’s key as well ([issue 32202](https://github.com/BerriAI/litellm/issues/32202)); here a header that carried it is removed.',
  },
  'general_settings.pass_through_endpoints.*.default_query_params': {
    example: 'default_query_params: { api-version: "2025-01-01", tag: [a, b] }',
    litellm: 'The same precedence: the client’s value over the target’s over this one.',
  },
  'general_settings.pass_through_endpoints.*.merge_query_params': {
    example: 'merge_query_params: true',
    litellm: 'There it decides whether the target’s query and the client’s are brought together.',
  },
  'general_settings.pass_through_endpoints.*.timeout': {
    example: 'timeout: 30',
    litellm: same,
  },
  'general_settings.pass_through_endpoints.*.cost_per_request': {
    example: 'cost_per_request: 0.002',
    litellm: 'There it counts as spend of the caller’s key.',
  },
  'general_settings.pass_through_endpoints.*.custom_auth_parser': {
    example: 'custom_auth_parser: langfuse',
    litellm: same,
  },
  'general_settings.pass_through_endpoints.*.enabled': {
    example: 'enabled: false',
    litellm: 'Not known there: it would serve the route. So an export writes a disabled route as a comment.',
  },
}

/** Headers with a meaning of their own, by their names. */
export const headerNotes: Readonly<Record<string, KeyNote>> = {
  LANGFUSE_PUBLIC_KEY: {
    example: 'LANGFUSE_PUBLIC_KEY: os.environ/LANGFUSE_PUBLIC_KEY',
    litellm: 'The same. Here one without the other is an error of the file.',
  },
  LANGFUSE_SECRET_KEY: {
    example: 'LANGFUSE_SECRET_KEY: os.environ/LANGFUSE_SECRET_KEY',
    litellm: 'The same. Here one without the other is an error of the file.',
  },
  litellm_user_api_key: {
    example: 'litellm_user_api_key: X-My-Key',
    litellm: same,
  },
}
