// Config files as people write them for LiteLLM, each with its own habits of YAML.

const plain = `model_list:
  - model_name: gpt-4o
    litellm_params:
      model: openai/gpt-4o
      api_key: os.environ/OPENAI_API_KEY

# Everything below is ours.
general_settings:
  master_key: os.environ/MASTER_KEY
  pass_through_endpoints:
    - path: "/v1/rerank" # route you want to add
      target: "https://api.cohere.com/v1/rerank" # URL this route should forward requests to
      headers: # headers to forward to this URL
        Authorization: "bearer os.environ/COHERE_API_KEY" # (Optional) auth header for the endpoint
        content-type: application/json # (Optional) extra headers
        accept: application/json
    - path: /v1/embed
      target: https://api.cohere.com/v1/embed

litellm_settings:
  drop_params: true # keep
`

/** Name of a habit → a file that has it. */
export const configTexts: Readonly<Record<string, string>> = {
  'trailing comments and other sections around': plain,
  CRLF: plain.replaceAll('\n', '\r\n'),
  'a byte order mark': `\ufeff${plain}`,
  'document markers': `%YAML 1.1\n---\n${plain}...\n`,

  'no line break at its end': `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
    - path: /b
      target: http://b.example`,

  'CRLF and no line break at its end':
    'general_settings:\r\n  pass_through_endpoints:\r\n    - path: /a\r\n      target: http://a.example # last',

  'comments above, beside and below each route': `general_settings:
  pass_through_endpoints:
    # The first account.
    # Ask Ana before changing it.
    - path: /a # exact
      # where to
      target: http://a.example
      # end of the first account

    # The second account.
    - # a dash of its own
      path: /b
      target: http://b.example # plain HTTP
      # include_subpath: true

    # - path: /c
    #   target: http://c.example

# After all.
`,

  'a list that is not indented': `general_settings:
  pass_through_endpoints:
  - path: /a
    target: http://a.example

  - path: /b
    target: http://b.example
    methods:
    - GET
    - POST
  database_url: os.environ/DATABASE_URL
`,

  'wide indentation and a space behind the dash': `general_settings:
    pass_through_endpoints:
        -   path: /a
            target: http://a.example
            headers:
                x-one: "1"
        -   target: http://b.example
            path: /b
`,

  'flow maps in a block list': `general_settings:
  pass_through_endpoints:
    - {path: /a, target: http://a.example}
    - { path: /b, target: "http://b.example", headers: {x-key: os.environ/KEY} }  # short
    - { path: /c, target: http://c.example, }
    - {
        path: /d,   # over
        target: http://d.example,   # several
        methods: [ GET, POST ]   # lines
      }
`,

  'everything in flow style': `{general_settings: {pass_through_endpoints: [{path: /a, target: http://a.example}, {path: /b, target: http://b.example}]}}
`,

  JSON: `${JSON.stringify(
    {
      general_settings: {
        pass_through_endpoints: [
          { path: '/a', target: 'http://a.example', headers: { 'x-key': 'os.environ/KEY' } },
          { path: '/b', target: 'http://b.example', methods: ['GET'] },
        ],
      },
    },
    null,
    2,
  )}\n`,

  'JSON in one line': JSON.stringify({
    general_settings: { pass_through_endpoints: [{ path: '/a', target: 'http://a.example' }] },
  }),

  'anchored headers that another route uses': `x-common: &common
  x-team: search
general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
      headers: &cohere
        Authorization: Bearer os.environ/KEY
        <<: *common
    - path: /b
      target: http://b.example
      headers: *cohere
    - path: /c
      target: &target http://c.example
    - path: /d
      target: *target
`,

  'defaults that are merged in': `x-defaults: &defaults
  forward_headers: true
  auth: false
general_settings:
  pass_through_endpoints:
    - <<: *defaults
      path: /a
      target: http://a.example
    - path: /b
      target: http://b.example
      <<: *defaults
    - { <<: *defaults, path: /c, target: http://c.example }
`,

  'quoted keys': `"general_settings":
  "pass_through_endpoints":
    - "path": "/a"
      'target': 'http://a.example'
    - "target": "http://b.example"
      "path": "/b"
`,

  'nested headers as a route’s last key': `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
      headers:
        Authorization: Bearer os.environ/KEY
        x-last: "yes" # mind the quotes

        # x-unused: "no"

    - path: /b
      target: http://b.example
      headers:
        x-key: os.environ/KEY
  alerting: ["slack"]
`,

  'block scalars as a route’s last value': `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
      description: |
        Reranks what it is given.

        Ask Ana.

    - path: /b
      target: http://b.example
      description: >-
        folded
        text
    # between
    - path: /c
      target: http://c.example
      description: |+
        kept to the end


    - path: /d
      target: http://d.example
      description: |2
          indented
`,

  'values over several lines': `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
      note: this goes on
        over the line
    - path: /b
      target:
        http://b.example
    - path: /c
      target: http://c.example
      note: "quoted,
        over two lines"   # done
`,

  'empty values at the end': `general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://a.example
      headers:
    - path: /b
      target: http://b.example
      methods: []
    - path: /c
      target: http://c.example
      guardrails:
        # none yet
  alerting:
`,

  'spaces at line ends and blank lines of spaces': `general_settings:  \n  pass_through_endpoints:   \n    - path: /a   \n      target: http://a.example   \n      \n    - path: /b\n      target: http://b.example\n   \n`,

  'switches of its own': `general_settings:
  pass_through_endpoints:
    - path: /a
      enabled: true
      target: http://a.example
    - enabled: yes # for now
      path: /b
      target: http://b.example
    - { enabled: On, path: /c, target: http://c.example }
    - path: /e
      target: http://e.example
      enabled: TRUE
    - path: /f
      target: http://f.example
      enabled: true # in the end
    - path: /d
      "enabled": true
      target: http://d.example
`,

  'words beyond ASCII': `# Überblick 🚀
general_settings:
  pass_through_endpoints:
    - path: /a # naïve — “quotes”
      target: http://a.example
      note: 日本語
    - path: /b
      target: http://b.example
`,
}
