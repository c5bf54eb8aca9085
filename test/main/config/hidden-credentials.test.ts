// No problem of a config.yaml shows a credential: neither its message nor its source line.
import { describe, expect, it } from 'vitest'
import { problemsOf, routeWith } from './read-problems.ts'

const secret = 'sk-live-51Hc'

describe('a credential', () => {
  it.each<[name: string, text: string]>([
    ['beside its own warning', routeWith('headers:', `  Authorization: Bearer ${secret}`)],
    ['in quotes', routeWith('headers:', `  "x-api-key": '${secret}'`)],
    ['on the line of another problem', routeWith(`headers: { a: 1, x-api-key: ${secret} }`)],
    [
      'before another problem on its line',
      `general_settings:\n  pass_through_endpoints:\n    - { headers: { x-own: ${secret} }, path: a, target: b }\n`,
    ],
    ['in a header of an innocent name', routeWith('headers:', `  x-own: "${secret}\\n"`)],
    ['in a value of several lines', routeWith('headers:', '  x-own: |', `    ${secret}`, '    second line')],
    ['behind an anchor', `x: &key [${secret}]\n${routeWith('headers:', '  Authorization: *key')}`],
    ['in merged headers', `x: &common { Authorization: "${secret}\\n" }\n${routeWith('headers:', '  <<: *common')}`],
    ['in the master key', `general_settings:\n  master_key: [${secret}]\n`],
    ['in the master key, broken', `general_settings:\n  master_key: ${secret} os.environ/\n`],
    ['as the name of the client key’s header', routeWith('headers:', `  litellm_user_api_key: Bearer ${secret}`)],
    ['as user info of a target', routeWith().replace('http://', `htp://user:${secret}@`)],
    ['as user info beside a variable', routeWith().replace('http://', `htp://${secret}:os.environ/PASSWORD@`)],
    ['in the query of a target', routeWith().replace('upstream.example', `upstream.example/#x?key=${secret}`)],
    ['in the query of a target, broken', routeWith().replace('http://upstream.example', `upstream?key=${secret}`)],
    ['in query parameters', routeWith(`default_query_params: [${secret}]`)],
    ['in headers that are misspelt', routeWith(`header: { x-own: ${secret} }`)],
    ['in another section', `model_list:\n  - api_key: ${secret}\n    api_key: ${secret}\n`],
    [
      'in the address of a database',
      `general_settings: { database_url: "postgresql://u:${secret}@db", master_key: 1 }\n`,
    ],
    ['behind a quote that is never closed', routeWith('headers:', `  Authorization: "Bearer ${secret}`)],
    ['before a bracket too many', routeWith(`headers: {x-api-key: ${secret}}}`)],
    ['where a colon is missing', routeWith('headers:', `  x-api-key ${secret}`, '  a: b')],
    ['twice under one name', routeWith('headers:', '  x-api-key: a', `  x-api-key: ${secret}`)],
    ['with a tab before it', routeWith('headers:', `\tx-api-key: ${secret}`)],
    ['as a word that YAML does not expect', routeWith(`methods: [GET] ${secret}`)],
    ['as the header of a block', routeWith('headers:', `  x-api-key: |${secret}`, '    x')],
    ['below a wrong indentation', routeWith('headers:', '  a: b', ` Authorization: Bearer ${secret}`)],
  ])('is not shown %s', (_name, text) => {
    expect(text).toContain(secret)
    const problems = problemsOf(text)
    expect(problems).not.toBe('')
    expect(problems).not.toContain(secret)
    expect(problems).not.toContain('51Hc')
  })

  it('leaves the caret below its column', () => {
    const text = `general_settings:\n  pass_through_endpoints:\n    - { headers: { x-own: 0123456789 ab }, path: a, target: http://u.example }\n`
    expect(problemsOf(text)).toBe(
      `config.yaml:3:50  pass_through_endpoints[0].path: expected a path beginning with /, got "a"
  3 |     - { headers: { x-own: ••••••••••••• }, path: a, target: http://u.example }
    |                                                  ^`,
    )
  })
})

it('takes linear time to look for one in a target of many references', () => {
  const target = `htp://${'os.environ/A_LONG_NAME_OF_A_VARIABLE.'.repeat(2000)}`
  const start = performance.now()
  expect(problemsOf(routeWith().replace('http://upstream.example', target))).toContain('expected an http(s) URL')
  expect(performance.now() - start).toBeLessThan(1000)
})
