// Ready code for a route: which library is told which URL, and where the client key stands.
import { describe, expect, it } from 'vitest'
import type { SnippetRoute } from '../../../../src/renderer/features/routes/editor/snippets/client-call.ts'
import { placeCall } from '../../../../src/renderer/features/routes/editor/snippets/placed-call.ts'
import {
  type SnippetLanguage,
  snippetLanguages,
  snippetOf,
} from '../../../../src/renderer/features/routes/editor/snippets/snippets.ts'
import { sampleOf, testDraftOf } from '../../../../src/renderer/features/routes/editor/test-draft.ts'
import { highlight } from '../../../../src/renderer/ui/code-highlight.ts'

const gateway = 'http://127.0.0.1:4000'
const route = (path: string, target: string, more: Partial<SnippetRoute> = {}): SnippetRoute => ({
  path,
  target,
  includeSubpath: true,
  methods: [],
  auth: false,
  customAuthParser: null,
  ...more,
})
const code = (language: SnippetLanguage, given: SnippetRoute) => snippetOf(language, given, gateway)
const exact = { includeSubpath: false }

describe('a library’s base URL', () => {
  it.each([
    ['/openai', 'https://api.openai.com', 'OPENAI_BASE_URL', '/openai/v1'],
    ['/openai/', 'https://api.openai.com/', 'OPENAI_BASE_URL', '/openai/v1'],
    ['/v1', 'https://api.openai.com/v1', 'OPENAI_BASE_URL', '/v1'],
    ['/anthropic', 'https://api.anthropic.com', 'ANTHROPIC_BASE_URL', '/anthropic'],
    ['/cohere', 'https://api.cohere.com', 'CO_API_URL', '/cohere'],
    ['/mistral', 'https://api.mistral.ai', 'MISTRAL_SERVER_URL', '/mistral'],
    ['/mistral', 'https://api.mistral.ai/v1', 'OPENAI_BASE_URL', '/mistral'],
    ['/gemini', 'https://generativelanguage.googleapis.com', 'GOOGLE_GEMINI_BASE_URL', '/gemini'],
    ['/groq', 'https://api.groq.com', 'GROQ_BASE_URL', '/groq'],
    ['/groq', 'https://api.groq.com/openai/v1', 'OPENAI_BASE_URL', '/groq'],
    ['/openrouter', 'https://openrouter.ai/api/v1', 'OPENAI_BASE_URL', '/openrouter'],
    ['/langfuse', 'https://us.cloud.langfuse.com', 'LANGFUSE_BASE_URL', '/langfuse'],
    ['/ollama', 'http://localhost:11434', 'OLLAMA_HOST', '/ollama'],
    ['/v1', 'http://127.0.0.1:11434/v1', 'OPENAI_BASE_URL', '/v1'],
  ])('of %s to %s is in %s', (path, target, variable, base) => {
    expect(code('env', route(path, target))).toContain(`${variable}=${gateway}${base}\n`.trimEnd())
    expect(code('python', route(path, target))).toContain(`"${gateway}${base}"`)
    expect(code('node', route(path, target))).toContain(`'${gateway}${base}'`)
  })

  it('leads to the one call of an exact route', () => {
    const rerank = route('/v1/rerank', 'https://api.cohere.com/v1/rerank', exact)
    expect(code('python', rerank)).toContain(`cohere.Client(\n    base_url="${gateway}",\n    api_key="unused",`)
    const chat = route('/x/chat/completions', 'https://api.openai.com/v1/chat/completions', exact)
    expect(code('node', chat)).toContain(`baseURL: '${gateway}/x'`)
  })

  it('is not there where the path is another: the request is plain', () => {
    const renamed = route('/rank', 'https://api.cohere.com/v2/rerank', exact)
    expect(code('python', renamed)).toContain(`requests.request(\n    "POST",\n    "${gateway}/rank"`)
    expect(code('node', renamed)).toContain(`fetch('${gateway}/rank'`)
    expect(code('env', renamed)).toBe(`THROUGHLINE_URL=${gateway}/rank`)
    expect(
      code('python', route('/api/public/ingestion', 'https://cloud.langfuse.com/api/public/ingestion', exact)),
    ).toContain('requests')
  })
})

describe('a call', () => {
  it('is one that the route’s methods let through', () => {
    const readOnly = route('/openai', 'https://api.openai.com', { methods: ['GET'] })
    expect(code('curl', readOnly)).toBe(`curl ${gateway}/openai/v1/models`)
    expect(placeCall(route('/a', 'https://api.anthropic.com', { methods: ['GET'] }))).toBeNull()
  })

  it('is plain for a host that is not known, or that a variable names', () => {
    for (const target of ['https://api.openai.com.example.com', 'os.environ/BASE/v1', 'https://eu.openai.azure.com']) {
      expect(placeCall(route('/a', target))).toBeNull()
    }
    expect(code('curl', route('/a', 'https://example.com', { methods: ['PUT'] }))).toBe(
      `curl -X PUT ${gateway}/a \\\n  -H "Content-Type: application/json" \\\n  -d '{"hello":"world"}'`,
    )
    expect(code('curl', route("/it's", 'https://example.com'))).toBe(`curl '${gateway}/it'\\''s'`)
  })
})

describe('the client key', () => {
  const targets = [
    'https://api.openai.com',
    'https://api.cohere.com',
    'http://x:11434',
    'https://a.com',
    'https://langfuse.com',
  ]

  it.each(targets)('is read from the environment for %s', (target) => {
    const guarded = route('/a', target, { auth: true })
    expect(code('curl', guarded)).toContain('"Authorization: Bearer $THROUGHLINE_KEY"')
    expect(code('python', guarded)).toContain('os.environ["THROUGHLINE_KEY"]')
    expect(code('python', guarded)).toMatch(/^import os\n/)
    expect(code('node', guarded)).toContain('process.env.THROUGHLINE_KEY')
  })

  it.each(targets)('is not asked for where %s is open', (target) => {
    for (const language of snippetLanguages)
      expect(code(language, route('/a', target))).not.toContain('THROUGHLINE_KEY')
  })

  it('is the user name of Basic auth where the route reads that', () => {
    const guarded = route('/a', 'https://a.com', { auth: true, customAuthParser: 'langfuse' })
    expect(code('curl', guarded)).toContain('-u "$THROUGHLINE_KEY:"')
    expect(code('python', guarded)).toContain('auth=(os.environ["THROUGHLINE_KEY"], "")')
  })
})

it('fills a test request in with the library’s own call', () => {
  expect(testDraftOf(route('/cohere', 'https://api.cohere.com/v2/rerank', exact))).toMatchObject({
    method: 'POST',
    target: '/cohere',
    body: expect.stringContaining('"rerank-v3.5"'),
  })
  expect(testDraftOf(route('/a', 'https://a.com', { methods: ['PUT'] }))).toEqual({
    method: 'PUT',
    target: '/a',
    body: '',
  })
})

it('takes a sample path that the API knows', () => {
  expect(sampleOf(route('/openai', 'https://api.openai.com'))).toBe('/openai/v1/chat/completions')
  expect(sampleOf(route('/a/', 'https://a.com'))).toBe('/a/v1/models')
  expect(sampleOf(route('/a', 'https://a.com', exact))).toBe('/a')
})

it('colours code, and leaves nothing out', () => {
  for (const language of snippetLanguages) {
    const text = code(language, route('/langfuse', 'https://cloud.langfuse.com', { auth: true }))
    expect(
      highlight(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  }
  expect(highlight('import cohere\nx = "a"').filter(({ kind }) => kind !== 'plain')).toEqual([
    { kind: 'keyword', text: 'import', at: 0 },
    { kind: 'string', text: '"a"', at: 18 },
  ])
})
