// `throughline export --litellm` as the built command line runs it: stdout, stderr and the exit code.
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const config = `general_settings:
  master_key: sk-tiger7
  pass_through_endpoints:
    # Rerank.
    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      headers:
        Authorization: bearer lion8
      enabled: true
    - path: /v1/embed
      target: https://api.cohere.com/v1/embed
      enabled: false
`

const written = `general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
  pass_through_endpoints:
    # Rerank.
    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      headers:
        Authorization: bearer os.environ/RERANK_AUTHORIZATION
      auth: false
      forward_headers: true
    # - path: /v1/embed
    #   target: https://api.cohere.com/v1/embed
    #   auth: false
    #   forward_headers: true
`

const notes = `config.yaml: /v1/embed (route 2) is disabled: it is written as a comment
config.yaml: master_key: the credential is left out; set LITELLM_MASTER_KEY for the proxy
config.yaml: pass_through_endpoints[0].headers.Authorization: the credential is left out; set RERANK_AUTHORIZATION for the proxy
`

describe('throughline export --litellm', () => {
  it('prints the file on stdout and what was left out on stderr', async () => {
    const outcome = await runCli(['export', '--litellm'], { files: { 'config.yaml': config } })
    expect(outcome).toMatchObject({ code: 0, stdout: written, stderr: notes })
    expect(outcome.stdout + outcome.stderr).not.toMatch(/tiger7|lion8/)
  })

  it('reads the file that --config names, and prints an exported one as it is', async () => {
    const outcome = await runCli(['export', '--config', 'proxy.yaml', '--litellm'], {
      files: { 'proxy.yaml': written },
    })
    expect(outcome).toMatchObject({ code: 0, stdout: written, stderr: '' })
  })

  it('prints a file of 5,000 routes to its end', async () => {
    const route = (index: number) =>
      `    - { path: /${index}, target: 'http://a', auth: false, forward_headers: true }\n`
    const text = `general_settings:\n  pass_through_endpoints:\n${Array.from({ length: 5000 }, (_, index) => route(index)).join('')}`
    const { code, stdout } = await runCli(['export', '--litellm'], { files: { 'config.yaml': text } })
    expect([code, stdout === text]).toEqual([0, true])
  })

  it('says every problem of an invalid file and prints nothing', async () => {
    const text = config.replace('https://api.cohere.com/v1/embed', 'api.cohere.com').replace('/v1', 'v1')
    const { code, stdout, stderr } = await runCli(['export', '--litellm'], { files: { 'config.yaml': text } })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^config\.yaml:5:13 {2}pass_through_endpoints\[0\]\.path: expected a path beginning with \//)
    expect(stderr).toContain('config.yaml:11:15  pass_through_endpoints[1].target: expected an http(s) URL')
    expect(stderr).not.toMatch(/tiger7|lion8/)
  })

  it('takes LITELLM_MASTER_KEY from the environment or the --env-file, as check does', async () => {
    const guarded = 'general_settings: {pass_through_endpoints: [{path: /a, target: "http://a", auth: true}]}\n'
    const files = { 'config.yaml': guarded, 'keys.env': 'LITELLM_MASTER_KEY=sk-tiger7\n' }
    expect(await runCli(['export', '--litellm'], { files })).toMatchObject({ code: 2, stdout: '' })
    const written = { code: 0, stdout: guarded.replace('true}', 'true, forward_headers: true}'), stderr: '' }
    const environment = { LITELLM_MASTER_KEY: 'sk-tiger7' }
    expect(await runCli(['export', '--litellm'], { files, environment })).toMatchObject(written)
    expect(await runCli(['export', '--litellm', '--env-file', 'keys.env'], { files })).toMatchObject(written)
  })

  it.each([
    [['export', '--litellm', '--config', 'none.yaml'], 'none.yaml: no such file'],
    [['export'], 'expected export --litellm'],
    [['export', '--litellm', '--port', '1'], 'export has no option --port'],
    [['check', '--litellm'], 'check has no option --litellm'],
    [['serve', '--litellm'], 'serve has no option --litellm'],
  ])('%j exits 2', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('is told of by --help', async () => {
    expect((await runCli(['--help'])).stdout).toContain('throughline export --litellm')
  })
})
