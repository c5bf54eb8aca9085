// The desktop app's arguments, among Chromium's.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { parseDesktopArguments } from '../../../src/main/electron/desktop-arguments.ts'

const parse = (...argv: string[]) => parseDesktopArguments(argv, resolve('/home'))
const none = { configFile: null, envFile: null, port: null }

it('has none by default', () => expect(parse()).toEqual(none))

it('reads its own and leaves Chromium its switches', () => {
  expect(
    parse('--no-sandbox', '--config', 'a/config.yaml', '--user-data-dir=/data', '--port=0', '-x', '--env-file=.env'),
  ).toEqual({ configFile: resolve('/home/a/config.yaml'), envFile: resolve('/home/.env'), port: 0 })
})

it.each([
  ['65535', 65535],
  ['0', 0],
  ['4000', 4000],
])('takes port %s', (text, port) => expect(parse('--port', text).port).toBe(port))

it.each(['65536', '-1', '4000.5', 'http', '', '1e3', ' 80', '0x50'])('refuses port %j', (text) => {
  expect(() => parse(`--port=${text}`)).toThrow(/--port needs/)
})

it.each(['--config', '--env-file', '--port'])('refuses %s without a value', (name) => {
  expect(() => parse(name)).toThrow(`${name} needs`)
  expect(() => parse(name, '--no-sandbox')).toThrow(`${name} needs`)
})
