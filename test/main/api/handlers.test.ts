// All calls and events together, over the real parts: config file, gateway, recorder and secrets.
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { events } from '../../../src/shared/contract.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { startApp } from './start-app.ts'

describe('the server', () => {
  it('starts, keeps a chosen port in the settings, and stops', async () => {
    const { call, publishedNames } = await startApp()
    expect((await call('server.get', undefined)).state).toBe('stopped')
    const { port } = await call('server.start', {})
    expect((await call('settings.get', undefined)).port).toBe(defaultSettings.port)
    expect((await call('server.stop', undefined)).state).toBe('stopped')
    expect(await call('server.start', { port })).toMatchObject({ state: 'running', port })
    expect((await call('settings.get', undefined)).port).toBe(port)
    expect(publishedNames()).toContain('settings.changed')
    expect(publishedNames()).toContain('server.changed')
  })
})

describe('an exchange', () => {
  it('needs its secret, is listed and published, and is cleared', async () => {
    const { call, published, publishedNames, upstream } = await startApp()
    const { url } = await call('server.start', {})
    expect((await fetch(`${url}/echo`)).status).toBe(502)
    await call('secrets.set', { name: 'KEY', value: 'sk-1', keepIn: 'keychain' })
    expect((await fetch(`${url}/echo`)).status).toBe(200)
    const { rawHeaders } = await upstream.nextRequest()
    expect(rawHeaders[rawHeaders.indexOf('Authorization') + 1]).toBe('Bearer sk-1')

    await vi.waitFor(async () => {
      const exchanges = await call('exchanges.get', undefined)
      expect(exchanges.map(({ status, state }) => [status, state])).toEqual([
        [502, 'ended'],
        [200, 'ended'],
      ])
      expect(publishedNames()).toContain('exchanges.changed')
    })
    await call('exchanges.clear', undefined)
    expect(await call('exchanges.get', undefined)).toEqual([])
    expect(publishedNames()).toContain('exchanges.cleared')
    expect(JSON.stringify(published)).not.toContain('sk-1')
  })
})

describe('a route', () => {
  it('is switched off in the file, and told to the window', async () => {
    const { call, config, publishedNames } = await startApp()
    const { url } = await call('server.start', {})
    const state = await call('routes.setEnabled', { index: 0, path: '/echo', enabled: false })
    expect(state.routes[0]?.enabled).toBe(false)
    expect(await readFile(config.path, 'utf8')).toContain('enabled: false')
    expect(publishedNames()).toContain('routes.changed')
    expect((await fetch(`${url}/echo`)).status).toBe(404)
  })

  it('that is another by now is a conflict', async () => {
    const { call } = await startApp()
    await expect(call('routes.setEnabled', { index: 0, path: '/other', enabled: false })).rejects.toThrow('conflict')
  })

  it('is told to the window when the file changes on disk', async () => {
    const { call, config, publishedNames } = await startApp()
    await writeFile(config.path, 'general_settings:\n  pass_through_endpoints: []\n')
    await vi.waitFor(() => expect(publishedNames()).toEqual(['routes.changed', 'secrets.changed']))
    expect((await call('routes.get', undefined)).routes).toEqual([])
  })
})

describe('a secret', () => {
  it('changes routes and secrets alike', async () => {
    const { call, published } = await startApp()
    expect((await call('secrets.get', undefined)).secrets).toMatchObject([{ name: 'KEY', source: 'missing' }])
    const { secrets } = await call('secrets.set', { name: 'KEY', value: 'sk-1', keepIn: 'memory' })
    expect(secrets).toMatchObject([{ name: 'KEY', source: 'memory', usedBy: ['/echo'] }])
    expect((await call('routes.get', undefined)).routes[0]?.variables).toEqual([{ name: 'KEY', source: 'memory' }])
    expect(published.map(({ name }) => name)).toEqual(['routes.changed', 'secrets.changed'])
    await call('secrets.delete', { name: 'KEY' })
    expect(published).toHaveLength(4)
    for (const { name, payload } of published) events[name as keyof typeof events].parse(payload)
  })

  it('is not saved while there is no keychain, which can be looked for again', async () => {
    const { call, keychain } = await startApp()
    keychain.available = false
    await expect(call('secrets.set', { name: 'KEY', value: 'sk-1', keepIn: 'keychain' })).rejects.toThrow(
      'keychain_unavailable',
    )
    expect((await call('secrets.get', undefined)).keychain.available).toBe(false)
    keychain.available = true
    expect((await call('secrets.checkKeychain', undefined)).keychain).toEqual({ available: true, name: 'AES' })
  })
})

it('tells the app’s version and keeps the theme', async () => {
  const { call, published } = await startApp()
  expect(await call('app.get', undefined)).toEqual({ version: '1.2.3', platform: 'linux', host: 'desktop' })
  expect(await call('settings.update', { theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark' })
  expect(published).toEqual([{ name: 'settings.changed', payload: { ...defaultSettings, theme: 'dark' } }])
})

it('publishes nothing after the subscription has ended', async () => {
  const { call, published, unsubscribe } = await startApp()
  unsubscribe()
  await call('secrets.set', { name: 'KEY', value: 'sk-1', keepIn: 'memory' })
  await call('exchanges.clear', undefined)
  await call('settings.update', { theme: 'dark' })
  expect(published).toEqual([])
})
