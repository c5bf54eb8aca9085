// What the pane says in words and numbers: the failed phase, the client, the query, usage, drafts and the tabs.
import { describe, expect, it } from 'vitest'
import { draftOf, draftProblems, hasProblems } from '../../../src/renderer/features/traffic/detail/edit-draft.ts'
import {
  chooseTab,
  exchangeTabs,
  selectTab,
  setTabsOf,
  shownTab,
  stepTab,
} from '../../../src/renderer/features/traffic/detail/exchange-tabs.ts'
import {
  bodyTitle,
  clientName,
  closedWords,
  connectionWords,
  failedPhase,
  queryParameters,
  tokenSpeed,
} from '../../../src/renderer/features/traffic/detail/facts.ts'
import {
  hasUsage,
  missingPrices,
  promptWords,
  usageRows,
} from '../../../src/renderer/features/traffic/detail/message-facts.ts'
import { requestHead, responseHead } from '../../../src/renderer/features/traffic/detail/raw-head.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { exchange } from '../support/exchange.ts'
import { detail, header } from './support.ts'

const base = detail()
const shown = () => shownTab(exchangeTabs.getState())

it('says when the client left, and what it had by then', () => {
  const left = exchange(1, { outcome: 'client_closed', durationMs: 2180, outputTokens: 86, responseBytes: 9400 })
  expect(closedWords(left)).toBe('The client closed the connection after 2.18 s. 86 tokens had arrived.')
  expect(closedWords({ ...left, outputTokens: null })).toMatch(/ 9\.4 kB had arrived\.$/)
  expect(closedWords({ ...left, durationMs: null })).toMatch(/^The client closed the connection\. /)
})

it('writes how fast tokens came', () => {
  expect([77.42, 999.94, 2011.7].map(tokenSpeed)).toEqual(['77.4 tok/s', '999.9 tok/s', '2,012 tok/s'])
})

it('names what a WebSocket has in the place of a body', () => {
  expect(bodyTitle({ stream: 'websocket' }).title).toBe('Frames as on the wire')
  expect(bodyTitle({ stream: 'sse' })).toEqual({})
})

it('says for which tokens there is no price, where the total is not known because of that', () => {
  expect(missingPrices({ total: null, unpriced: ['cachedInput'] })).toBe('no price for cached input')
  expect(missingPrices({ total: null, unpriced: ['cacheWrite', 'output'] })).toBe(
    'no price for cache writes and output',
  )
  expect(missingPrices({ total: null, unpriced: [] })).toBeNull()
  expect(missingPrices({ total: 1, unpriced: [] })).toBeNull()
})

it('has no usage to list where none can be', () => {
  const usage = { input: null, cachedInput: null, cacheWrite: null, output: null, reasoning: null }
  const cost = {
    input: null,
    cachedInput: null,
    cacheWrite: null,
    output: null,
    total: null,
    pricedAs: null,
    unpriced: [],
  }
  expect(hasUsage({ api: 'cohere-rerank', usage, cost })).toBe(false)
  expect(hasUsage({ api: 'cohere-rerank', usage: { ...usage, input: 3 }, cost })).toBe(true)
  expect(hasUsage({ api: 'langfuse-ingestion', usage: { ...usage, input: 3 }, cost })).toBe(false)
  // What is not known of a chat is told as such.
  expect(hasUsage({ api: 'openai-chat', usage, cost })).toBe(true)
})

it('says during what an exchange failed', () => {
  const error = { sentence: 'It failed.', code: null }
  const failed = { summary: exchange(1, { outcome: 'timeout' }), error, response: null }
  const phases = { queued: 1, connect: null, tls: null, sending: null, waiting: null, receiving: null, isReused: false }
  expect(failedPhase(base)).toBeNull()
  expect(failedPhase(detail({ ...failed, sent: null }))).toBe('before anything was sent')
  expect(failedPhase(detail({ ...failed, phases }))).toBe('while connecting')
  expect(failedPhase(detail(failed))).toBe('while waiting for the response')
  expect(failedPhase(detail({ ...failed, response: base.response }))).toBe('while the response came in')
})

it('names the client and the connection', () => {
  const client = { ...base.client, headers: [header('User-Agent', 'openai-python/1.51 (linux)')] }
  expect(clientName({ client })).toBe('openai-python 1.51')
  expect(clientName(base)).toBeNull()
  expect(connectionWords(base)).toBe('TLS 1.3, new connection')
})

it('reads the query as it stands, decoded where that can be', () => {
  expect(queryParameters('http://a/b?x=1&y=a%20b+c&z&bad=%zz#f')).toEqual([
    { name: 'x', value: '1' },
    { name: 'y', value: 'a b c' },
    { name: 'z', value: '' },
    { name: 'bad', value: '%zz' },
  ])
  expect(queryParameters('http://a/b')).toEqual([])
})

it('writes the heads as they stand on the wire', () => {
  const client = { ...base.client, url: 'http://127.0.0.1:4000/v1/x?q=1', headers: [header('Accept', '*/*')] }
  expect(requestHead({ client, summary: base.summary })).toBe('GET /v1/x?q=1 HTTP/1.1\nAccept: */*')
  expect(responseHead(base)).toBe('HTTP/1.1 200 OK')
  expect(responseHead({ response: null })).toBeNull()
})

it('parts the usage by kind, each with its price; unknown stays unknown', () => {
  const usage = { input: 2318, cachedInput: 1792, cacheWrite: null, output: 604, reasoning: 148 }
  const cost = {
    ...{ input: 0.0016, cachedInput: 0.0005, cacheWrite: null, output: 0.0091, total: 0.0112 },
    ...{ pricedAs: 'a*', unpriced: [] },
  }
  const price = { pattern: 'a*', input: 3, cachedInput: 0.3, cacheWrite: null, output: 15, source: null, date: null }
  expect(usageRows({ usage, cost }, price)).toEqual([
    { label: 'Input', note: null, tokens: 526, price: 3, cost: 0.0016 },
    { label: 'Cache read', note: null, tokens: 1792, price: 0.3, cost: 0.0005 },
    { label: 'Output', note: 'incl. 148 thinking', tokens: 604, price: 15, cost: 0.0091 },
  ])
  const unknown = { input: null, cachedInput: null, cacheWrite: null, output: null }
  expect(
    usageRows(
      { usage: { ...unknown, reasoning: null }, cost: { ...unknown, total: null, pricedAs: null, unpriced: [] } },
      null,
    ),
  ).toEqual([
    { label: 'Input', note: null, tokens: null, price: null, cost: null },
    { label: 'Output', note: null, tokens: null, price: null, cost: null },
  ])
  const tools = [{ name: 'look', description: null }]
  expect(promptWords({ system: 'You are', prompt: [], tools })).toBe('system, 1 tool')
})

describe('Edit and send', () => {
  const client = {
    ...base.client,
    url: 'http://127.0.0.1:4000/v1/x?q=1',
    headers: [header('Host', 'a'), header('Authorization', `Bearer ${mask}`), header('Content-Length', '2')],
  }

  it('starts from what was received, without what is made anew', () => {
    expect(draftOf({ ...base, client })).toEqual({
      method: 'GET',
      target: '/v1/x?q=1',
      headers: [{ key: 1, name: 'Authorization', value: `Bearer ${mask}` }],
    })
  })

  it('says what is wrong, where it is', () => {
    const draft = { method: 'G T', target: 'x', headers: [{ key: 7, name: 'a b', value: '' }] }
    const problems = draftProblems(draft)
    expect(hasProblems(problems)).toBe(true)
    expect(problems.method).not.toBeNull()
    expect(problems.target).not.toBeNull()
    expect([...problems.headers.keys()]).toEqual([7])
    expect(hasProblems(draftProblems(draftOf({ ...base, client })))).toBe(false)
    const split = { method: 'GET', target: '/', headers: [{ key: 1, name: 'a', value: 'b\r\nc: d' }] }
    expect(hasProblems(draftProblems(split))).toBe(true)
  })
})

describe('tabs', () => {
  it('stay as the selection moves, where the exchange has the tab', () => {
    setTabsOf('one', true, false)
    chooseTab('events')
    expect(shown()).toBe('events')
    setTabsOf('two', false, false)
    expect(shown()).toBe('overview')
    setTabsOf('three', true, false)
    expect(shown()).toBe('events')
  })

  it('open on Overview for a failed exchange, until another is chosen there', () => {
    setTabsOf('good', true, false)
    chooseTab('raw')
    setTabsOf('failed', false, true)
    expect(shown()).toBe('overview')
    setTabsOf('good again', false, false)
    expect(shown()).toBe('raw')
    setTabsOf('failed again', false, true)
    selectTab(3)
    expect(shown()).toBe('response')
  })

  it('do not jump when the exchange in view fails', () => {
    setTabsOf('live', true, false)
    chooseTab('message')
    setTabsOf('live', true, true)
    expect(shown()).toBe('message')
  })

  it('are stepped through, past those that the exchange has not', () => {
    setTabsOf('plain', false, false)
    selectTab(4)
    expect(shown()).toBe('message')
    selectTab(3)
    stepTab(1)
    expect(shown()).toBe('message')
    stepTab(1)
    stepTab(1)
    expect(shown()).toBe('overview')
    stepTab(-1)
    expect(shown()).toBe('raw')
  })
})
