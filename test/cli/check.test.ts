// `throughline check`: exit 0 for a valid file, 2 with every problem of an invalid one.
import { describe, expect, it } from 'vitest'
import { configTo, runCli } from './run-cli.ts'

describe('throughline check', () => {
  it('says that a file is valid', async () => {
    const files = { 'my.yaml': configTo('http://upstream.example') }
    expect(await runCli(['check', '--config', 'my.yaml'], { files })).toMatchObject({
      code: 0,
      stdout: 'my.yaml is valid: 1 route.\n',
      stderr: '',
    })
  })

  it('takes ./config.yaml, and tells warnings without failing', async () => {
    const files = { 'config.yaml': configTo('http://upstream.example', 'headers: { Authorization: Bearer SECRET }') }
    expect(await runCli(['check'], { files })).toMatchObject({
      code: 0,
      stdout: 'config.yaml is valid: 1 route, 1 warning.\n',
      stderr: `config.yaml:5:18  warning: pass_through_endpoints[0].headers.Authorization: this looks like a credential in plain text: write os.environ/NAME and keep the value as a secret
  5 |       headers: { Authorization: •••••••• }
    |                  ^^^^^^^^^^^^^
`,
    })
  })

  it('tells every problem, and exits 2', async () => {
    const files = {
      'config.yaml': `${configTo('api.cohere.com', 'timeout: soon', 'header: {}')}    - path: rerank\n      target: http://a.example\n      auth: true\n`,
    }
    expect(await runCli(['check'], { files })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `config.yaml:4:15  pass_through_endpoints[0].target: expected an http(s) URL, got "api.cohere.com"
  4 |       target: api.cohere.com
    |               ^^^^^^^^^^^^^^
config.yaml:5:16  pass_through_endpoints[0].timeout: expected a number of seconds, got "soon"
  5 |       timeout: soon
    |                ^^^^
config.yaml:7:13  pass_through_endpoints[1].path: expected a path beginning with /, got "rerank"
  7 |     - path: rerank
    |             ^^^^^^
config.yaml:9:13  pass_through_endpoints[1].auth: expected general_settings.master_key (or LITELLM_MASTER_KEY in the environment): without it nobody can be let in
  9 |       auth: true
    |             ^^^^
config.yaml:6:7  warning: pass_through_endpoints[0].header: did you mean headers?
  6 |       header: {}
    |       ^^^^^^
`,
    })
  })

  it('reads LITELLM_MASTER_KEY from the environment or the .env file that it is given', async () => {
    const files = { 'config.yaml': configTo('http://a.example', 'auth: true'), '.env': 'LITELLM_MASTER_KEY=sk-1\n' }
    expect((await runCli(['check'], { files })).code).toBe(2)
    expect((await runCli(['check', '--env-file', '.env'], { files })).code).toBe(0)
    expect((await runCli(['check'], { files, environment: { LITELLM_MASTER_KEY: 'sk-1' } })).code).toBe(0)
  })

  it('exits 2 where there is no file', async () => {
    expect(await runCli(['check'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'throughline: Could not read config.yaml: no such file (ENOENT).\n',
    })
  })
})
