// What a route put into the path and the query, found by what is shown of them.
import { expect, it } from 'vitest'
import { secretsOfPath } from '../../../src/main/inspector/path-secrets.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'

it.each<[sent: string, shown: string, secrets: string[]]>([
  ['/SECRET-ONE/chat', `/${mask}/chat`, ['SECRET-ONE']],
  ['/v1/SECRET-ONE', `/v1/${mask}`, ['SECRET-ONE']],
  ['/a?key=SECRET-ONE&b=1', `/a?key=${mask}&b=1`, ['SECRET-ONE']],
  ['/SECRET-ONE/x?key=SECRET-TWO', `/${mask}/x?key=${mask}`, ['SECRET-ONE', 'SECRET-TWO']],
  ['/a?key=SECRET%2FONE%3D', `/a?key=${mask}`, ['SECRET%2FONE%3D', 'SECRET/ONE=']],
  ['/a?key=SECRET%ZZONE', `/a?key=${mask}`, ['SECRET%ZZONE']],
  ['/SECRET-ONESECRET-TWO', `/${mask}${mask}`, ['SECRET-ONESECRET-TWO']],
  // A short value stands in many a text by chance.
  ['/a?key=short', `/a?key=${mask}`, []],
  ['/a?b=1', '/a?b=1', []],
  ['/other', `/v1/${mask}`, []],
  ['/v1', `/v1/${mask}`, []],
])('%s, shown as %s', (sent, shown, secrets) => {
  expect(secretsOfPath(sent, shown)).toEqual(secrets)
})
