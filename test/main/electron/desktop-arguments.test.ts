// The desktop app's arguments, among Chromium's.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { configArgument, parseDesktopArguments } from '../../../src/main/electron/desktop-arguments.ts'

const parse = (...argv: string[]) => parseDesktopArguments(argv, resolve('/home'))
const none = { configFile: null, envFile: null, port: null, isHidden: false }

it('has none by default', () => expect(parse()).toEqual(none))

it('reads its own and leaves Chromium its switches', () => {
  expect(
    parse('--no-sandbox', '--config', 'a/config.yaml', '--user-data-dir=/data', '--port=0', '-x', '--env-file=.env'),
  ).toEqual({ configFile: resolve('/home/a/config.yaml'), envFile: resolve('/home/.env'), port: 0, isHidden: false })
})

it.each([
  [['.', 'mine.yaml'], '/home/mine.yaml'],
  [['/app', '--no-sandbox', '/files/Mine.YML'], '/files/Mine.YML'],
  [['mine.yaml', '--config', 'other.yaml'], '/home/other.yaml'],
  [['/app', 'notes.txt'], null],
])('opens the file that the system names in %j', (argv, path) => {
  expect(parse(...argv).configFile).toBe(path === null ? null : resolve(path))
})

it('takes the file alone from a second start, and nothing from one that is wrong', () => {
  expect(configArgument(['--config', 'a.yaml', '--port', '80'], resolve('/home'))).toBe(resolve('/home/a.yaml'))
  expect(configArgument(['--config'], resolve('/home'))).toBeNull()
})

it('starts hidden where it is told to', () => expect(parse('.', '--hidden').isHidden).toBe(true))

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
