// The diagnostics that a person passes on: they say enough, and nothing secret, nothing of whom they are.
import { expect, it } from 'vitest'
import { writeDiagnostics } from '../../../src/main/log/diagnostics.ts'
import { knownValues } from '../../../src/main/log/known-values.ts'
import { startApp } from '../api/start-app.ts'

const options = {
  versions: [['Electron', '33.4.11']] as const,
  system: 'linux x64 6.1.0',
  uptime: 12.4,
  lastErrors: [] as string[],
  home: '/home/someone',
}

it('says versions, counts, states, and which settings are not default', async () => {
  const { call, services } = await startApp()
  await call('settings.update', { theme: 'dark', allowedOrigins: ['https://app.private.example'] })
  await call('settings.update', { capture: { ...services.settings.current.capture, exchanges: 500 } })
  await call('secrets.set', { name: 'KEY', value: 'sk-diagnostics-value', keepIn: 'memory' })
  const text = writeDiagnostics({ ...options, services })
  expect(text).toMatch(/^Throughline 1\.2\.3\nElectron 33\.4\.11\nlinux x64 6\.1\.0\nRunning for 12 s\n/)
  expect(text).toContain('Server: stopped, port 0, loopback\n')
  expect(text).toContain('Routes: 1, 1 on, 0 with auth\n')
  expect(text).toContain('Config: 0 errors, 0 warnings, saved, on disk: same\n')
  expect(text).toContain('Secrets: 1, 0 unreadable; keychain available\n')
  expect(text).toContain('Exchanges: 0, 0 pinned, recording\n')
  expect(text).toContain('Settings that are not default: theme dark, allowedOrigins, capture.exchanges 500\n')
  expect(text).toContain('Errors since the start: none\n')
})

it('says nothing of hosts, paths of routes, secrets and the user', async () => {
  const { call, services, upstream } = await startApp()
  await call('secrets.set', { name: 'KEY', value: 'sk-diagnostics-value', keepIn: 'memory' })
  await call('routes.add', {
    at: null,
    fields: {
      path: '/customers-of-mine',
      target: 'https://gateway.private.example/v1',
      headers: [{ name: 'Authorization', value: 'Bearer os.environ/KEY' }],
      auth: false,
      includeSubpath: false,
      methods: [],
      forwardHeaders: true,
      query: [],
      timeout: null,
      costPerRequest: 0,
      customAuthParser: null,
      enabled: true,
    },
  })
  const { url } = await call('server.start', {})
  await (await fetch(`${url}/echo?token=of-the-client`)).text()
  expect((await upstream.nextRequest()).path).toContain('token=of-the-client')
  const text = writeDiagnostics({
    ...options,
    services,
    lastErrors: [
      'It failed: Error: getaddrinfo ENOTFOUND gateway.private.example',
      'It failed: Error: GET https://other.private.example/v1?key=abcdef',
      "It failed: Error: ENOENT: no such file or directory, open '/home/someone/secret/config.yaml'",
      'It failed: Error: connect ECONNREFUSED 10.1.2.3:443',
    ],
  })
  for (const hidden of [
    'private.example',
    'customers-of-mine',
    'sk-diagnostics-value',
    'of-the-client',
    'abcdef',
    '/home/someone',
    '10.1.2.3',
    services.config.path,
    'KEY',
  ]) {
    expect(text).not.toContain(hidden)
  }
  expect(text).toContain("open '~/secret/config.yaml'")
  expect(text).toContain('Last errors:\n')
})

it('the log knows the values of secrets and of what the config names', async () => {
  const { call, services } = await startApp()
  expect(knownValues(services)).toEqual([])
  await call('secrets.set', { name: 'KEY', value: 'sk-one', keepIn: 'memory' })
  await call('secrets.set', { name: 'UNUSED', value: 'sk-two', keepIn: 'keychain' })
  expect(knownValues(services).sort()).toEqual(['sk-one', 'sk-two'])
})
