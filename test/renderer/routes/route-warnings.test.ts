// Each warning goes to its row; what no row can say goes to the banner.
import { describe, expect, it } from 'vitest'
import {
  bannerProblems,
  countShadowed,
  lacksMasterKey,
  warningsByRow,
} from '../../../src/renderer/features/routes/route-warnings.ts'
import { problem } from './support.ts'

const place = 'pass_through_endpoints[1]'
const shadow = problem({
  key: `${place}.path`,
  message: 'shadowed by /v1 (route 1 matches first), so nothing reaches this route',
})
const misspelt = problem({ key: `${place}.inclde_subpath`, message: 'did you mean include_subpath?', line: 8 })
const literal = problem({
  key: `${place}.headers.Authorization`,
  message: 'this looks like a credential in plain text',
})
const error = problem({ severity: 'error', key: 'pass_through_endpoints[2].path', message: 'expected a string' })
const unguarded = problem({ severity: 'error', key: `${place}.auth`, message: 'expected general_settings.master_key' })

describe('warningsByRow', () => {
  it('tells what has a mend of its own from the rest', () => {
    const rows = warningsByRow([shadow, misspelt, literal])
    expect([...rows.keys()]).toEqual([1])
    expect(rows.get(1)).toEqual({ shadow: { path: '/v1', row: 1 }, others: [misspelt] })
    expect(countShadowed([shadow, misspelt, literal])).toBe(1)
    expect(bannerProblems([shadow, misspelt, literal])).toEqual([])
  })

  it('is empty while the file has an error: the rows are older then', () => {
    expect(warningsByRow([shadow, error]).size).toBe(0)
    expect(bannerProblems([shadow, error])).toEqual([error])
  })
})

describe('bannerProblems', () => {
  it('keeps the warnings that belong to no route', () => {
    const whole = problem({ key: 'master_key' })
    expect(bannerProblems([whole, shadow])).toEqual([whole])
  })
})

describe('lacksMasterKey', () => {
  it('is so where a route asks for the client key and there is none', () => {
    expect(lacksMasterKey([unguarded], false)).toBe(true)
    expect(lacksMasterKey([unguarded], true)).toBe(false)
    expect(lacksMasterKey([error], false)).toBe(false)
  })
})
