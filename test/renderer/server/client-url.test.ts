// The address that clients are given, whatever the server listens on.
import { expect, test } from 'vitest'
import { clientUrl } from '../../../src/renderer/features/server/client-url.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['192.168.1.20', 'http://192.168.1.20:4000', 'http://192.168.1.20:4000'],
  ['::1', 'http://[::1]:4000', 'http://[::1]:4000'],
  ['0.0.0.0', 'http://0.0.0.0:4000', 'http://127.0.0.1:4000'],
  ['::', 'http://[::]:4000', 'http://[::1]:4000'],
])('listening on %s, clients of this computer use an address of it', (host, url, forClients) => {
  expect(clientUrl({ host, port: 4000, url })).toBe(forClients)
})
