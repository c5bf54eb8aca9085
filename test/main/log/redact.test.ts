// What must never stand in the log: values, user info, queries, fields of credentials, keys.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../../src/main/log/redact.ts'

const hidden = '••••••••'

describe('a line of the log', () => {
  it.each([
    ['Config /home/me/config.yaml: 11 routes are served', null],
    ['Server running: http://127.0.0.1:4000', null],
    ['TypeError: x is undefined\n    at open (/opt/app/out/main/index.cjs:12:5)', null],
    ['GET https://me:pass@api.example.com/v1?key=abc#x failed', 'GET https://api.example.com/v1?… failed'],
    ['GET /v1/models?key=abc HTTP/1.1', 'GET /v1/models?… HTTP/1.1'],
    ['Authorization: Bearer abc def', `Authorization: ${hidden}`],
    ['{"x-api-key": "abc", "other": 1}', `{"x-api-key": ${hidden}`],
    ['api_token=abc', `api_token=${hidden}`],
    ['sent Bearer abcd1234 to it', `sent Bearer ${hidden} to it`],
    ['the key sk-proj-abcdefgh123 is wrong', `the key ${hidden} is wrong`],
    ['of ghp_abcdefgh123456 and AIzaSyA123456789', `of ${hidden} and ${hidden}`],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', hidden],
    ['a long run 0123456789abcdef0123456789abcdef ends', `a long run ${hidden} ends`],
  ])('%j', (line, expected) => expect(redact(line)).toBe(expected ?? line))

  it('holds no value that is known, in any of the forms in which it is sent', () => {
    const value = 'p@ss wörd/1'
    const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]
    expect(redact(forms.join(' and '), [value])).toBe([hidden, hidden, hidden].join(' and '))
  })

  it('holds none of many values, one of which is a part of another', () => {
    const value = fc.string({ minLength: 4, maxLength: 30 }).filter((text) => !hidden.includes(text))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.string(), (values, between) => {
        const line = redact(values.join(between), values)
        for (const each of values) expect(line).not.toContain(each)
      }),
    )
  })

  it('is read in time that grows with its length', () => {
    for (const part of ['a', '/', ':', '?', 'a:', 'http://', '@', '="', 'Bearer ']) {
      const began = performance.now()
      redact(part.repeat(20_000 / part.length))
      expect(performance.now() - began, JSON.stringify(part)).toBeLessThan(500)
    }
  })
})
