// What an invalid config.yaml is told: text in, problems out, to the letter.
import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { problemsOf, routeWith } from './read-problems.ts'

const invalid: [name: string, text: string, problems: string][] = [
  [
    'a target without a scheme',
    `general_settings:
  master_key: os.environ/MASTER_KEY
  pass_through_endpoints:
    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      headers:
        Authorization: bearer os.environ/COHERE_API_KEY

    # The second account.

    - path: /v2/rerank
      target: api.cohere.com
`,
    `config.yaml:12:15  pass_through_endpoints[1].target: expected an http(s) URL, got "api.cohere.com"
  12 |       target: api.cohere.com
     |               ^^^^^^^^^^^^^^`,
  ],
  [
    'a target of another scheme',
    routeWith().replace('http://upstream.example', 'ftp://upstream.example'),
    `config.yaml:4:15  pass_through_endpoints[0].target: expected an http(s) URL, got "ftp://upstream.example"
  4 |       target: ftp://upstream.example
    |               ^^^^^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a target with a space',
    routeWith().replace('upstream.example', '"up stream"').replace('http://"', '"http://'),
    `config.yaml:4:15  pass_through_endpoints[0].target: expected an http(s) URL, got "http://up stream"
  4 |       target: "http://up stream"
    |               ^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a target with a fragment',
    routeWith().replace('upstream.example', 'upstream.example/#part'),
    `config.yaml:4:15  pass_through_endpoints[0].target: a target has no fragment: it would never be sent
  4 |       target: http://upstream.example/#part
    |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a target that is no string',
    routeWith().replace('http://upstream.example', '8080'),
    `config.yaml:4:15  pass_through_endpoints[0].target: expected an http(s) URL, got 8080 (put it in quotes)
  4 |       target: 8080
    |               ^^^^`,
  ],
  [
    'a target with an unnamed variable',
    routeWith().replace('upstream.example', 'os.environ/'),
    `config.yaml:4:15  pass_through_endpoints[0].target: expected a variable name after os.environ/ (letters, digits and underscores)
  4 |       target: http://os.environ/
    |               ^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a route without its keys',
    `general_settings:
  pass_through_endpoints:
    - auth: false
`,
    `config.yaml:3:7  pass_through_endpoints[0].path: expected a path beginning with /, but the key is missing
  3 |     - auth: false
    |       ^^^^
config.yaml:3:7  pass_through_endpoints[0].target: expected an http(s) URL, but the key is missing
  3 |     - auth: false
    |       ^^^^`,
  ],
  [
    'a route whose keys have no values',
    `general_settings:
  pass_through_endpoints:
    - path:
      target:
`,
    `config.yaml:3:12  pass_through_endpoints[0].path: expected a path beginning with /, got nothing
  3 |     - path:
    |            ^
config.yaml:4:14  pass_through_endpoints[0].target: expected an http(s) URL, got nothing
  4 |       target:
    |              ^`,
  ],
  [
    'paths that no request has',
    `general_settings:
  pass_through_endpoints:
    - { path: v1/rerank, target: http://upstream.example }
    - { path: "/v1?model=x", target: http://upstream.example }
    - { path: /straße, target: http://upstream.example }
    - { path: 42, target: http://upstream.example }
`,
    `config.yaml:3:15  pass_through_endpoints[0].path: expected a path beginning with /, got "v1/rerank"
  3 |     - { path: v1/rerank, target: http://upstream.example }
    |               ^^^^^^^^^
config.yaml:4:15  pass_through_endpoints[1].path: expected a path without ? or #: the query belongs to the target
  4 |     - { path: "/v1?••••••••", target: http://upstream.example }
    |               ^^^^^^^^^^^^^^
config.yaml:5:15  pass_through_endpoints[2].path: expected a path of visible ASCII characters: encode others as %XX
  5 |     - { path: /straße, target: http://upstream.example }
    |               ^^^^^^^
config.yaml:6:15  pass_through_endpoints[3].path: expected a path beginning with /, got 42 (put it in quotes)
  6 |     - { path: 42, target: http://upstream.example }
    |               ^^`,
  ],
  [
    'flags that are no flags',
    routeWith('include_subpath: "yes"', 'forward_headers: 1', 'enabled: maybe', 'auth: []', 'merge_query_params: {}'),
    `config.yaml:5:24  pass_through_endpoints[0].include_subpath: expected true or false, got "yes"
  5 |       include_subpath: "yes"
    |                        ^^^^^
config.yaml:6:24  pass_through_endpoints[0].forward_headers: expected true or false, got 1
  6 |       forward_headers: 1
    |                        ^
config.yaml:7:16  pass_through_endpoints[0].enabled: expected true or false, got "maybe"
  7 |       enabled: maybe
    |                ^^^^^
config.yaml:8:13  pass_through_endpoints[0].auth: expected true or false, got a list
  8 |       auth: []
    |             ^^
config.yaml:9:27  pass_through_endpoints[0].merge_query_params: expected true or false, got a map
  9 |       merge_query_params: {}
    |                           ^^`,
  ],
  [
    'methods that are none, or never forwarded',
    routeWith('methods: [get, Post, CONNECT, trace, FETCH, 1]'),
    `config.yaml:5:28  pass_through_endpoints[0].methods[2]: CONNECT is never forwarded
  5 |       methods: [get, Post, CONNECT, trace, FETCH, 1]
    |                            ^^^^^^^
config.yaml:5:37  pass_through_endpoints[0].methods[3]: TRACE is never forwarded
  5 |       methods: [get, Post, CONNECT, trace, FETCH, 1]
    |                                     ^^^^^
config.yaml:5:44  pass_through_endpoints[0].methods[4]: expected an HTTP method, got "FETCH"
  5 |       methods: [get, Post, CONNECT, trace, FETCH, 1]
    |                                            ^^^^^
config.yaml:5:51  pass_through_endpoints[0].methods[5]: expected an HTTP method, got 1 (put it in quotes)
  5 |       methods: [get, Post, CONNECT, trace, FETCH, 1]
    |                                                   ^`,
  ],
  [
    'one method instead of a list',
    routeWith('methods: GET'),
    `config.yaml:5:16  pass_through_endpoints[0].methods: expected a list of HTTP methods, got "GET"
  5 |       methods: GET
    |                ^^^`,
  ],
  [
    'numbers out of range',
    routeWith('timeout: 0', 'cost_per_request: -0.01'),
    `config.yaml:5:16  pass_through_endpoints[0].timeout: expected more than 0 seconds
  5 |       timeout: 0
    |                ^
config.yaml:6:25  pass_through_endpoints[0].cost_per_request: expected an amount of 0 or more
  6 |       cost_per_request: -0.01
    |                         ^^^^^`,
  ],
  [
    'numbers that are none',
    routeWith('timeout: .nan', 'cost_per_request: .inf', 'custom_auth_parser: basic'),
    `config.yaml:5:16  pass_through_endpoints[0].timeout: expected a number of seconds, got NaN
  5 |       timeout: .nan
    |                ^^^^
config.yaml:6:25  pass_through_endpoints[0].cost_per_request: expected an amount in USD, got Infinity
  6 |       cost_per_request: .inf
    |                         ^^^^
config.yaml:7:27  pass_through_endpoints[0].custom_auth_parser: expected "langfuse", got "basic"
  7 |       custom_auth_parser: basic
    |                           ^^^^^`,
  ],
  [
    'a timeout beyond what a timer can wait, for all routes and for one',
    `general_settings:
  pass_through_request_timeout: forever
  pass_through_endpoints:
    - path: /a
      target: http://upstream.example
      timeout: 2147484
`,
    `config.yaml:2:33  pass_through_request_timeout: expected a number of seconds, got "forever"
  2 |   pass_through_request_timeout: forever
    |                                 ^^^^^^^
config.yaml:6:16  pass_through_endpoints[0].timeout: expected at most 2147483 seconds
  6 |       timeout: 2147484
    |                ^^^^^^^`,
  ],
  [
    'query parameters that are no values',
    routeWith('default_query_params:', '  version: { major: 1 }', '  tags: [a, [b]]'),
    `config.yaml:6:18  pass_through_endpoints[0].default_query_params.version: expected a string, a number, true/false, or a list of them
  6 |         version: { major: •••••••• }
    |                  ^^^^^^^^^^^^^^^^^^^
config.yaml:7:15  pass_through_endpoints[0].default_query_params.tags: expected a string, a number, true/false, or a list of them
  7 |         tags: [••••••••, [••••••••]]
    |               ^^^^^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'query parameters that are no map',
    routeWith('default_query_params: [a]'),
    `config.yaml:5:29  pass_through_endpoints[0].default_query_params: expected a map of names to values, got a list
  5 |       default_query_params: [••••••••]
    |                             ^^^^^^^^^^`,
  ],
  [
    'what is no route',
    `general_settings:
  pass_through_endpoints:
    - /v1/rerank
    -
    - [/a, http://upstream.example]
`,
    `config.yaml:3:7  pass_through_endpoints[0]: expected a route (a map with path and target), got "/v1/rerank"
  3 |     - /v1/rerank
    |       ^^^^^^^^^^
config.yaml:4:6  pass_through_endpoints[1]: expected a route (a map with path and target), got nothing
  4 |     -
    |      ^
config.yaml:5:7  pass_through_endpoints[2]: expected a route (a map with path and target), got a list
  5 |     - [/a, http://upstream.example]
    |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a map of routes',
    `general_settings:
  pass_through_endpoints:
    path: /a
    target: http://upstream.example
`,
    `config.yaml:3:5  pass_through_endpoints: expected a list of routes, got a map
  3 |     path: /a
    |     ^^^^^^^^`,
  ],
  [
    'settings that are no map',
    'general_settings: [pass_through_endpoints]\n',
    `config.yaml:1:19  general_settings: expected a map, got a list
  1 | general_settings: [pass_through_endpoints]
    |                   ^^^^^^^^^^^^^^^^^^^^^^^^`,
  ],
  [
    'a file that is a list',
    '- path: /a\n',
    `config.yaml:1:1  expected a map with general_settings, got a list
  1 | - path: /a
    | ^^^^^^^^^^`,
  ],
  [
    'a file that is a word',
    'general_settings\n',
    `config.yaml:1:1  expected a map with general_settings, got "general_settings"
  1 | general_settings
    | ^^^^^^^^^^^^^^^^`,
  ],
  [
    'a header name for the client key that is none',
    `general_settings:
  litellm_key_header_name: "X Key"
`,
    `config.yaml:2:28  litellm_key_header_name: expected a header name (an RFC 9110 token)
  2 |   litellm_key_header_name: "X Key"
    |                            ^^^^^^^`,
  ],
  [
    'auth without a master key, with every other problem of the file',
    `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://upstream.example
      auth: true
    - path: /b
      target: upstream.example
      auth: true
`,
    `config.yaml:5:13  pass_through_endpoints[0].auth: expected general_settings.master_key (or LITELLM_MASTER_KEY in the environment): without it nobody can be let in
  5 |       auth: true
    |             ^^^^
config.yaml:7:15  pass_through_endpoints[1].target: expected an http(s) URL, got "upstream.example"
  7 |       target: upstream.example
    |               ^^^^^^^^^^^^^^^^
config.yaml:8:13  pass_through_endpoints[1].auth: expected general_settings.master_key (or LITELLM_MASTER_KEY in the environment): without it nobody can be let in
  8 |       auth: true
    |             ^^^^`,
  ],
]

describe('an invalid config', () => {
  it.each(invalid)('with %s', (_name, text, problems) => {
    expect(problemsOf(text)).toBe(problems)
    expect(parseConfig(text, { environment: {} }).config).toBeNull()
  })
})

const brokenHeaders: [name: string, lines: string[], problems: string][] = [
  [
    'a line break, NUL or another control character in a value',
    ['a: "one\\r\\nInjected: two"', 'b: "one\\0"', 'c: |', '  one', 'd: "\\u001b[31m"', 'e: "€"'],
    ['6:9 a', '7:9 b', '8:9 c', '10:9 d', '11:9 e']
      .map((place) => place.split(' ') as [string, string])
      .map(
        ([at, name]) =>
          `${at} ${name}: a header value cannot hold CR, LF, NUL, another control character, or one beyond Latin-1`,
      )
      .join('\n'),
  ],
  [
    'values that are no strings',
    ['a: 1', 'b: true', 'c:', 'd: 2023-06-01', 'e: [x]', 'f: { x: y }'],
    `6:9 a: expected a string, got a number (put it in quotes)
7:9 b: expected a string, got a boolean (put it in quotes)
8:9 c: expected a string, got nothing
9:9 d: expected a string, got a date (put it in quotes)
10:9 e: expected a string, got a list
11:9 f: expected a string, got a map`,
  ],
  [
    'names that are no tokens',
    ['"a b": x', '"": x', '"a:": x', 'ü: x'],
    `6:9 ["a b"]: expected a header name (an RFC 9110 token), got "a b"
7:9 [""]: expected a header name (an RFC 9110 token), got ""
8:9 ["a:"]: expected a header name (an RFC 9110 token), got "a:"
9:9 ["ü"]: expected a header name (an RFC 9110 token), got "ü"`,
  ],
  [
    'the same name twice, in other case',
    ['Content-Type: a', 'content-type: b', 'CONTENT-TYPE: c'],
    `7:9 content-type: the same header as "Content-Type": names are compared without case
8:9 CONTENT-TYPE: the same header as "content-type": names are compared without case`,
  ],
  [
    'headers of the message’s framing',
    [
      'Host: other.example',
      'content-length: "0"',
      'Transfer-Encoding: chunked',
      'connection: close',
      'keep-alive: x',
      'Upgrade: h2c',
      'Expect: 100-continue',
      'TE: trailers',
      'Trailer: x',
      'Proxy-Connection: close',
    ],
    `6:9 Host: "Host" follows from the request itself and cannot be set
7:9 content-length: "content-length" follows from the request itself and cannot be set
8:9 Transfer-Encoding: "Transfer-Encoding" follows from the request itself and cannot be set
9:9 connection: "connection" follows from the request itself and cannot be set
10:9 keep-alive: "keep-alive" follows from the request itself and cannot be set
11:9 Upgrade: "Upgrade" follows from the request itself and cannot be set
12:9 Expect: "Expect" follows from the request itself and cannot be set
13:9 TE: "TE" follows from the request itself and cannot be set
14:9 Trailer: "Trailer" follows from the request itself and cannot be set
15:9 Proxy-Connection: "Proxy-Connection" follows from the request itself and cannot be set`,
  ],
  [
    'one half of the Langfuse pair',
    ['LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC'],
    '6:9 LANGFUSE_PUBLIC_KEY: expected LANGFUSE_SECRET_KEY beside LANGFUSE_PUBLIC_KEY: both or neither',
  ],
  [
    'the other half of the Langfuse pair',
    ['LANGFUSE_SECRET_KEY: os.environ/SECRET'],
    '6:9 LANGFUSE_SECRET_KEY: expected LANGFUSE_PUBLIC_KEY beside LANGFUSE_SECRET_KEY: both or neither',
  ],
  [
    'half of the Langfuse pair in another case',
    ['LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC', 'langfuse_secret_key: os.environ/SECRET'],
    '6:9 LANGFUSE_PUBLIC_KEY: expected LANGFUSE_SECRET_KEY beside LANGFUSE_PUBLIC_KEY: both or neither',
  ],
  [
    'a client key’s header that cannot be one',
    ['litellm_user_api_key: sk 1234'],
    '6:9 litellm_user_api_key: expected the name of a header (an RFC 9110 token)',
  ],
  [
    'an unnamed variable',
    ['Authorization: Bearer os.environ/'],
    '6:9 Authorization: expected a variable name after os.environ/ (letters, digits and underscores)',
  ],
  [
    'several of these at once',
    ['a: 1', 'Host: x', 'LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC'],
    `6:9 a: expected a string, got a number (put it in quotes)
7:9 Host: "Host" follows from the request itself and cannot be set
8:9 LANGFUSE_PUBLIC_KEY: expected LANGFUSE_SECRET_KEY beside LANGFUSE_PUBLIC_KEY: both or neither`,
  ],
]

describe('invalid headers', () => {
  it.each(brokenHeaders)('%s', (_name, lines, expected) => {
    const { config, problems } = parseConfig(routeWith('headers:', ...lines.map((line) => `  ${line}`)), {
      environment: {},
    })
    expect(
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ line, column, key, message }) => {
          const name = key.replace(/^pass_through_endpoints\[0\]\.headers\.?/, '')
          return `${line}:${column} ${name}: ${message}`
        })
        .join('\n'),
    ).toBe(expected)
    expect(config).toBeNull()
  })

  it('that are no map', () => {
    expect(problemsOf(routeWith('headers: none'))).toBe(
      `config.yaml:5:7  pass_through_endpoints[0].headers: expected a map of header names to strings, got "none"
  5 |       headers: ••••••••
    |       ^^^^^^^`,
    )
  })
})
