// LiteLLM's "Create Pass Through Endpoints" page, word for word: its configs, its curl call, its answers.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { headerValues, startUpstream, type Upstream, type UpstreamHandler } from '../support/upstream.ts'
import { serve } from './run-cli.ts'

const cohereConfig = `general_settings:
  master_key: sk-1234
  pass_through_endpoints:
    - path: "/v1/rerank"                                  # route you want to add
      target: "https://api.cohere.com/v1/rerank"          # URL this route should forward requests to
      headers:                                            # headers to forward to this URL
        Authorization: "bearer os.environ/COHERE_API_KEY" # (Optional) auth header for the endpoint
        content-type: application/json                    # (Optional) extra headers
        accept: application/json
`

const cohereData = `{
    "model": "rerank-english-v3.0",
    "query": "What is the capital of the United States?",
    "top_n": 3,
    "documents": ["Carson City is the capital city of the American state of Nevada.",
                  "The Commonwealth of the Northern Mariana Islands is a group of islands in the Pacific Ocean. Its capital is Saipan.",
                  "Washington, D.C. (also known as simply Washington or D.C., and officially as the District of Columbia) is the capital of the United States. It is a federal district.",
                  "Capitalization or capitalisation in English grammar is the use of a capital letter at the start of a word. English usage varies from capitalization in other languages.",
                  "Capital punishment (the death penalty) has existed in the United States since before the United States was a country. As of 2017, capital punishment is legal in 30 of the 50 states."]
  }`

const cohereCall = `curl --request POST \\
  --url http://localhost:4000/v1/rerank \\
  --header 'accept: application/json' \\
  --header 'content-type: application/json' \\
  --data '${cohereData}'`

const cohereAnswer = `{"id": "37103a5b-8cfb-48d3-87c7-da288bedd429",
 "results": [{"index": 2, "relevance_score": 0.999071}, {"index": 4, "relevance_score": 0.7867867}, {"index": 0, "relevance_score": 0.32713068}],
 "meta": {"api_version": {"version": "1"}, "billed_units": {"search_units": 1}}}`

const answerAsCohere: UpstreamHandler = async (_request, response, received) => {
  await received
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(cohereAnswer)
}

/** The tutorial's config served with a stand-in in the place of its provider. */
async function serveWith(config: string, handler: UpstreamHandler, environment: Record<string, string>) {
  const upstream: Upstream = await startUpstream(handler)
  onTestFinished(() => upstream.close())
  const text = config.replace(/https:\/\/(?:api\.cohere\.com|us\.cloud\.langfuse\.com)/, upstream.url)
  expect(text).toContain(upstream.url)
  const cli = await serve(['--config', 'config.yaml'], { files: { 'config.yaml': text }, environment })
  return { upstream, cli }
}

/** Runs a shell command of the tutorial, with the port in place of 4000. */
async function runInShell(command: string, port: number): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command.replace(':4000', `:${port}`)], {
    encoding: 'buffer',
  })
  return stdout
}

/** Where it is missing, the tests that run it are skipped, and the report says so. */
const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
)

describe('Cohere rerank', () => {
  it('answers the page’s curl call with what Cohere says, byte for byte', async ({ skip }) => {
    if (!hasCurl) skip('curl is not installed')
    const { upstream, cli } = await serveWith(cohereConfig, answerAsCohere, { COHERE_API_KEY: 'co-secret-key' })
    const answer = await runInShell(cohereCall, cli.port)
    expect(answer).toEqual(Buffer.from(cohereAnswer))

    const request = await upstream.nextRequest()
    expect(request.method).toBe('POST')
    expect(request.path).toBe('/v1/rerank')
    expect(headerValues(request, 'authorization')).toEqual(['bearer co-secret-key'])
    expect(headerValues(request, 'content-type')).toEqual(['application/json'])
    expect(headerValues(request, 'accept')).toEqual(['application/json'])
    expect(headerValues(request, 'host')).toEqual([`127.0.0.1:${upstream.port}`])
    expect(request.body.toString()).toBe(cohereData)
    expect(await cli.line(/rerank/)).toMatch(/^200 POST \/v1\/rerank → /)
    expect(cli.stdout() + cli.stderr()).not.toContain('co-secret-key')
  })

  it('sends nothing where COHERE_API_KEY is not set, and says which variable is missing', async () => {
    const { upstream, cli } = await serveWith(cohereConfig, answerAsCohere, {})
    const response = await fetch(`${cli.url}/v1/rerank`, { method: 'POST', body: cohereData })
    expect(response.status).toBe(502)
    expect(response.headers.get('x-throughline-error')).toBe('missing_variable')
    expect(await response.json()).toEqual({
      error: {
        message: 'The variable COHERE_API_KEY is not set, and /v1/rerank needs it. Nothing was sent upstream.',
        type: 'missing_variable',
        param: null,
        code: '502',
      },
    })
    expect(upstream.begun()).toBe(0)
  })
})

describe('Langfuse', () => {
  const config = `general_settings:
  master_key: sk-1234
  pass_through_endpoints:
    - path: "/api/public/ingestion"
      target: "https://us.cloud.langfuse.com/api/public/ingestion"
      headers:
        LANGFUSE_PUBLIC_KEY: "os.environ/LANGFUSE_DEV_PUBLIC_KEY"
        LANGFUSE_SECRET_KEY: "os.environ/LANGFUSE_DEV_SK_KEY"
`

  it('sees the real pair in place of the client’s, and its 207 comes back', async () => {
    const accepted = '{"successes":[{"id":"1","status":201}],"errors":[]}'
    const { upstream, cli } = await serveWith(
      config,
      async (_request, response, received) => {
        await received
        response.writeHead(207, 'Multi-Status', { 'content-type': 'application/json' })
        response.end(accepted)
      },
      { LANGFUSE_DEV_PUBLIC_KEY: 'pk-lf-real', LANGFUSE_DEV_SK_KEY: 'sk-lf-real' },
    )
    const body = '{"batch":[{"id":"1","type":"trace-create"}],"metadata":{}}'
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`
    const response = await fetch(`${cli.url}/api/public/ingestion`, {
      method: 'POST',
      // As the SDK does with any keys.
      headers: { Authorization: basic('anything:anything'), 'content-type': 'application/json' },
      body,
    })
    expect([response.status, response.statusText, await response.text()]).toEqual([207, 'Multi-Status', accepted])

    const request = await upstream.nextRequest()
    expect([request.method, request.path, request.body.toString()]).toEqual(['POST', '/api/public/ingestion', body])
    expect(headerValues(request, 'authorization')).toEqual([basic('pk-lf-real:sk-lf-real')])
    const names = request.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
    expect(names.filter((name) => name.startsWith('langfuse'))).toEqual([])
  })
})

describe('the key check', () => {
  const config = `${cohereConfig}      auth: true\n`
  const environment = { COHERE_API_KEY: 'co-secret-key' }
  const call = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/v1/rerank`, { method: 'POST', body: cohereData, headers })

  it('answers 401 without the key or with another, and nothing goes upstream', async () => {
    const { upstream, cli } = await serveWith(config, answerAsCohere, environment)
    for (const headers of [
      {},
      { Authorization: 'Bearer sk-12345' },
      { Authorization: 'Bearer ' },
      { Authorization: 'Basic sk-wrong' },
      { 'x-api-key': 'sk-123' },
    ] as Record<string, string>[]) {
      const response = await call(cli.url, headers)
      expect(response.status).toBe(401)
      expect(response.headers.get('x-throughline-error')).toBe('auth_error')
      const text = await response.text()
      expect(JSON.parse(text)).toMatchObject({ error: { type: 'auth_error', param: null, code: '401' } })
      expect(text).not.toContain('sk-')
    }
    expect(upstream.begun()).toBe(0)
  })

  it('lets the right one through, and does not send it on', async ({ skip }) => {
    if (!hasCurl) skip('curl is not installed')
    const { upstream, cli } = await serveWith(config, answerAsCohere, environment)
    const withKey = cohereCall.replace('--data', `--header 'Authorization: Bearer sk-1234' \\\n  --data`)
    expect(await runInShell(withKey, cli.port)).toEqual(Buffer.from(cohereAnswer))
    const request = await upstream.nextRequest()
    expect(headerValues(request, 'authorization')).toEqual(['bearer co-secret-key'])
    expect(request.rawHeaders.join('\n')).not.toContain('sk-1234')
    expect(cli.stdout() + cli.stderr()).not.toMatch(/sk-1234|co-secret/)
  })
})
