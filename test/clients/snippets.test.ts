// The snippets of the route editor are run as they are shown, against a real gateway in front of the stand-ins.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { SnippetRoute } from '../../src/renderer/features/routes/editor/snippets/client-call.ts'
import { type SnippetLanguage, snippetOf } from '../../src/renderer/features/routes/editor/snippets/snippets.ts'
import { closeAfterTest } from '../support/close-after-test.ts'
import { startGateway } from '../support/gateway.ts'
import { startUpstream, type UpstreamHandler } from '../support/upstream.ts'
import { answerAsAnthropic, anthropicKey } from './stand-ins/anthropic.ts'
import { answerAsCohere, cohereKey } from './stand-ins/cohere.ts'
import { answerAsLangfuse, langfusePublicKey, langfuseSecretKey } from './stand-ins/langfuse.ts'
import { answerAsOpenai, openaiKey } from './stand-ins/openai.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const clientKey = 'sk-key-of-the-client'

interface Case {
  name: string
  answer: UpstreamHandler
  headers: Record<string, string>
  /** Path on the gateway and target as a user writes them. */
  path: string
  target: string
  /** Without it the route is exact. */
  includeSubpath?: boolean
  /** What curl prints, and what Node prints. */
  curl: string
  node: string
}

const cases: Case[] = [
  {
    name: 'openai',
    answer: answerAsOpenai,
    headers: { Authorization: `Bearer ${openaiKey}` },
    path: '/openai',
    target: 'https://api.openai.com',
    includeSubpath: true,
    curl: 'Hello there, friend!',
    node: 'Hello there, friend!',
  },
  {
    name: 'openai at /v1',
    answer: answerAsOpenai,
    headers: { Authorization: `Bearer ${openaiKey}` },
    path: '/v1',
    target: 'https://api.openai.com/v1/',
    includeSubpath: true,
    curl: 'Hello there, friend!',
    node: 'Hello there, friend!',
  },
  {
    name: 'anthropic',
    answer: answerAsAnthropic,
    headers: { Authorization: `Bearer ${anthropicKey}` },
    path: '/anthropic',
    target: 'https://api.anthropic.com',
    includeSubpath: true,
    curl: '"type":"message"',
    node: 'Hi! My name is Claude.',
  },
  {
    name: 'cohere’s rerank alone',
    answer: answerAsCohere,
    headers: { Authorization: `Bearer ${cohereKey}` },
    path: '/v2/rerank',
    target: 'https://api.cohere.com/v2/rerank',
    curl: '"relevance_score":0.5',
    node: 'relevanceScore: 0.5',
  },
  {
    name: 'langfuse',
    answer: answerAsLangfuse,
    headers: { LANGFUSE_PUBLIC_KEY: langfusePublicKey, LANGFUSE_SECRET_KEY: langfuseSecretKey },
    path: '/langfuse',
    target: 'https://cloud.langfuse.com',
    includeSubpath: true,
    curl: '"successes":[]',
    node: '',
  },
  {
    name: 'an API that is not known',
    answer: async (_request, response) => void response.end('It is me.'),
    headers: {},
    path: '/other',
    target: 'https://api.example.com/x',
    curl: 'It is me.',
    node: '200 It is me.',
  },
]

async function runSnippet(language: SnippetLanguage, each: Case, more: Partial<SnippetRoute>) {
  const upstream = closeAfterTest(await startUpstream(each.answer))
  const { path, target, includeSubpath = false, headers } = each
  const yaml = {
    path,
    target: target.replace(/^https:\/\/[^/]+/, upstream.url),
    include_subpath: includeSubpath,
    headers,
    auth: more.auth ?? false,
    ...(more.customAuthParser ? { custom_auth_parser: more.customAuthParser } : {}),
  }
  const gateway = closeAfterTest(
    await startGateway({ routes: [yaml], ...(more.auth ? { settings: { master_key: clientKey } } : {}) }),
  )
  const route: SnippetRoute = {
    path,
    target,
    includeSubpath,
    methods: [],
    auth: false,
    customAuthParser: null,
    ...more,
  }
  const code = snippetOf(language, route, gateway.url)
  const env = { ...process.env, ...(more.auth ? { THROUGHLINE_KEY: clientKey } : {}) }
  const { stdout } =
    language === 'curl'
      ? await run('bash', ['-c', `set -u; ${code}`], { env })
      : await run(process.execPath, ['--input-type=module', '-e', code], { env, cwd: root })
  const [exchange] = gateway.exchanges
  expect(exchange?.status).toBeLessThan(300)
  for (const request of upstream.requests) expect(request.rawHeaders.join('\n')).not.toContain(clientKey)
  return stdout
}

describe.each(cases)('$name', (each) => {
  it('is called by curl', async () => {
    expect(await runSnippet('curl', each, {})).toContain(each.curl)
  })

  it('is called by Node', async () => {
    expect(await runSnippet('node', each, {})).toContain(each.node)
  })

  it('is called with the client key', async () => {
    expect(await runSnippet('curl', each, { auth: true })).toContain(each.curl)
    expect(await runSnippet('node', each, { auth: true })).toContain(each.node)
  })
})

it('is called with the client key where the route reads Basic auth', async () => {
  const langfuse = cases.find(({ name }) => name === 'langfuse') as Case
  const more = { auth: true, customAuthParser: 'langfuse' } as const
  expect(await runSnippet('curl', langfuse, more)).toContain('successes')
  expect(await runSnippet('node', langfuse, more)).toBe('')
})
