// Headers as received against as sent, and of one exchange against another.
import { expect, it } from 'vitest'
import { compareFacts, compareHeaders } from '../../../src/renderer/features/traffic/detail/compare.ts'
import { headerDiff } from '../../../src/renderer/features/traffic/detail/header-diff.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { exchange } from '../support/exchange.ts'
import { detail, header } from './support.ts'

const received = [
  header('Host', '127.0.0.1:4000'),
  header('Accept', '*/*'),
  header('Authorization', 'Bearer unused'),
  header('Connection', 'keep-alive'),
  header('Accept', 'text/plain'),
]
const token = { name: 'COHERE_API_KEY', source: 'keychain' } as const
const sentHeaders = [
  header('Host', 'api.cohere.com', { origin: 'gateway' }),
  header('Accept', '*/*'),
  header('Accept', 'text/plain'),
  header('Authorization', `Bearer ${mask}`, { origin: 'route', variables: [token], isMasked: true }),
  header('X-Client-Name', 'search-api', { origin: 'route' }),
]
const base = detail()
const changed = {
  client: {
    ...base.client,
    headers: received,
    removed: [
      { index: 0, reason: 'set-by-gateway' as const },
      { index: 2, reason: 'replaced' as const },
      { index: 3, reason: 'hop-by-hop' as const },
    ],
  },
  sent: base.sent && { ...base.sent, headers: sentHeaders },
}

it('tells changed, added and removed headers with the reason, and then the rest', () => {
  const rows = headerDiff(changed)
  expect(rows?.map(({ change, name, reason }) => [change, name, reason])).toEqual([
    ['changed', 'Host', 'set-by-gateway'],
    ['changed', 'Authorization', 'replaced'],
    ['added', 'X-Client-Name', null],
    ['removed', 'Connection', 'hop-by-hop'],
    ['unchanged', 'Accept', null],
    ['unchanged', 'Accept', null],
  ])
  expect(rows?.[1]?.sent?.variables).toEqual([token])
})

it('pairs a removed header only with what the route or the gateway set', () => {
  const client = {
    ...base.client,
    headers: [header('X-Key', 'a')],
    removed: [{ index: 0, reason: 'client-key' as const }],
  }
  expect(headerDiff({ client, sent: base.sent })).toMatchObject([{ change: 'removed', sent: null }])
})

it('has nothing to tell where nothing was sent', () => {
  expect(headerDiff({ ...changed, sent: null })).toBeNull()
})

it('compares the headers of two exchanges line by line', () => {
  const one = [header('A', '1'), header('B', '1'), header('C', '1')]
  const other = [header('a', '1'), header('B', '2'), header('D', '1')]
  expect(compareHeaders(one, other).map(({ change, name }) => `${change} ${name}`)).toEqual([
    'changed B',
    'added D',
    'removed C',
    'unchanged A',
  ])
})

it('marks the facts in which two exchanges differ', () => {
  const other = detail({ summary: exchange(1, { status: 429, model: null }) })
  const facts = compareFacts(base, other)
  expect(facts.filter(({ differs }) => differs).map(({ name }) => name)).toEqual(['Status'])
  expect(facts.find(({ name }) => name === 'Status')?.values).toEqual(['200', '429'])
})
