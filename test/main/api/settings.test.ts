// The calls of the Settings page: what is kept, what a move of the server keeps, and what is refused.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startApp } from './start-app.ts'

async function listen() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port: (server.address() as AddressInfo).port, close }
}

it('a move of the server is kept once it listens there, and only what was asked for', async () => {
  const { call, publishedNames } = await startApp()
  await call('server.start', {})
  const { port, close } = await listen()
  await close()
  const { state, error } = await call('server.move', { port })
  expect(error).toBeNull()
  expect(state).toMatchObject({ state: 'running', port })
  expect(await call('settings.get', undefined)).toMatchObject({ port, host: '127.0.0.1' })
  await call('server.move', { host: 'localhost' })
  expect(await call('settings.get', undefined)).toMatchObject({ port, host: 'localhost' })
  expect(publishedNames()).toContain('settings.changed')
})

it('a move that fails keeps nothing', async () => {
  const { call } = await startApp()
  const before = await call('server.start', {})
  const { port, close } = await listen()
  onTestFinished(close)
  const { state, error } = await call('server.move', { port })
  expect(state).toEqual(before)
  expect(error?.code).toBe('port_in_use')
  expect((await call('settings.get', undefined)).port).toBe(4000)
})

it.each([
  ['a host with a port', 'server.move', { host: '127.0.0.1:80' }],
  ['port 0', 'server.move', { port: 0 }],
] as const)('refuses %s', async (_name, name, input) => {
  const { call } = await startApp()
  await expect(call(name, input)).rejects.toThrow('invalid_input')
})

it.each([
  ['no origin', { allowedOrigins: ['https://a.example/path'] }],
  ['a wildcard', { allowedOrigins: ['*'] }],
])('refuses to allow %s', async (_name, changes) => {
  const { call } = await startApp()
  await expect(call('settings.update', changes)).rejects.toThrow('invalid_input')
  expect((await call('settings.get', undefined)).allowedOrigins).toEqual([])
})

it('keeps what is set and tells every window', async () => {
  const { call, published } = await startApp()
  const changed = await call('settings.update', { density: 'comfortable', sendsId: false, staysInTray: true })
  expect(changed).toMatchObject({ density: 'comfortable', sendsId: false, staysInTray: true })
  expect(published.at(-1)).toEqual({ name: 'settings.changed', payload: changed })
})

it('answers what the system says after a change of the login item', async () => {
  const { call } = await startApp()
  expect((await call('system.get', undefined)).startAtLogin.isOn).toBe(false)
  expect((await call('system.setStartAtLogin', { isOn: true })).startAtLogin.isOn).toBe(true)
})
