// What the log says of the config and the server: paths and counts, no text.
import { writeFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { logEvents } from '../../../src/main/log/log-events.ts'
import type { ServerState } from '../../../src/shared/server.ts'
import { openTestConfig } from '../api/test-config.ts'

const route = (path: string) => `    - path: ${path}\n      target: https://private.example\n`
const withRoutes = (...paths: string[]) => `general_settings:\n  pass_through_endpoints:\n${paths.map(route).join('')}`

it('a config that is loaded, broken and mended', async () => {
  const config = await openTestConfig(withRoutes('/a'))
  const said: string[] = []
  logEvents({ config }, (what) => said.push(what))
  expect(said).toEqual([`Config ${config.path}: 1 routes are served`])
  await writeFile(config.path, 'general_settings: [private')
  await vi.waitFor(() => expect(said).toHaveLength(2))
  expect(said[1]).toMatch(/^Config .*: not valid, errors: \d+$/)
  await writeFile(config.path, withRoutes('/a', '/b'))
  await vi.waitFor(() => expect(said).toHaveLength(4))
  expect(said.slice(2)).toEqual([`Config ${config.path}: 2 routes are served`, 'Config: valid again'])
  expect(said.join('\n')).not.toContain('private')
})

it('a server that starts, fails and stops, each once', async () => {
  const config = await openTestConfig(withRoutes())
  const said: string[] = []
  const tell = logEvents({ config }, (what) => said.push(what))
  said.length = 0
  const base = { host: '127.0.0.1', port: 4000, url: 'http://127.0.0.1:4000', leaving: null }
  const states: ServerState[] = [
    { ...base, state: 'starting', error: null },
    { ...base, state: 'failed', error: { code: 'port_in_use', message: 'Port 4000 is in use.', freePort: 4001 } },
    { ...base, state: 'running', error: null },
    { ...base, state: 'running', error: null, leaving: 'http://127.0.0.1:4001' },
    { ...base, state: 'stopped', error: null },
  ]
  for (const state of states) tell(state)
  expect(said).toEqual([
    'Server starting: http://127.0.0.1:4000',
    'Server failed: http://127.0.0.1:4000 (port_in_use)',
    'Server running: http://127.0.0.1:4000',
    'Server stopped: http://127.0.0.1:4000',
  ])
})
