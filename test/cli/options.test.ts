// The command line's own language: its options, their defaults, and what it answers to wrong ones.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCommand, usage } from '../../src/main/cli/command.ts'
import { runCli } from './run-cli.ts'

const defaults = {
  name: 'serve',
  config: null,
  appConfig: false,
  port: null,
  host: null,
  envFile: null,
  allowedOrigins: [],
  logFormat: 'text',
  web: null,
}

const web = { port: 4001, host: '127.0.0.1', origin: null, passwordFile: null, isOpened: false }

describe('options', () => {
  it.each<[args: string, command: object]>([
    ['serve', defaults],
    ['serve --config a.yaml --port 8080', { ...defaults, config: 'a.yaml', port: 8080 }],
    ['--port=0 serve', { ...defaults, port: 0 }],
    ['serve --host ::1 --env-file .env', { ...defaults, host: '::1', envFile: '.env' }],
    ['serve --app-config --log-format json', { ...defaults, appConfig: true, logFormat: 'json' }],
    [
      'serve --allow-origin https://a.example --allow-origin http://localhost:3000',
      { ...defaults, allowedOrigins: ['https://a.example', 'http://localhost:3000'] },
    ],
    ['serve --web', { ...defaults, web }],
    ['serve --web --web-port 0 --web-open', { ...defaults, web: { ...web, port: 0, isOpened: true } }],
    [
      'serve --web --web-host 0.0.0.0 --web-password-file p --web-origin https://t.example',
      { ...defaults, web: { ...web, host: '0.0.0.0', passwordFile: 'p', origin: 'https://t.example' } },
    ],
    ['check', { name: 'check', config: 'config.yaml', envFile: null }],
    ['check --config a.yaml --env-file .env', { name: 'check', config: 'a.yaml', envFile: '.env' }],
    ['', { name: 'help' }],
    ['--help', { name: 'help' }],
    ['serve -h', { name: 'help' }],
    ['--version', { name: 'version' }],
    ['-v', { name: 'version' }],
  ])('%s', (args, command) => {
    expect(parseCommand(args.split(' ').filter(Boolean))).toEqual(command)
  })

  it.each<[args: string, message: string | RegExp]>([
    ['serve --prot 1', /^Unknown option '--prot'/],
    ['serve --port', /--port/],
    ['serve --port x', 'expected a port from 0 to 65535, got "x"'],
    ['serve --port 65536', 'expected a port from 0 to 65535, got "65536"'],
    ['serve --port=-1', 'expected a port from 0 to 65535, got "-1"'],
    ['serve --port 1.5', 'expected a port from 0 to 65535, got "1.5"'],
    ['serve --port 1e3', 'expected a port from 0 to 65535, got "1e3"'],
    ['serve --port=', 'expected a port from 0 to 65535, got ""'],
    ['serve --log-format xml', 'expected --log-format text or json, got "xml"'],
    ['serve --config a.yaml --app-config', '--config and --app-config exclude each other'],
    ['serve --allow-origin a.example', 'expected an origin such as https://app.example.com, got "a.example"'],
    ['serve --allow-origin https://a.example/', /^expected an origin/],
    ['serve --allow-origin null', /^expected an origin/],
    ['serve --allow-origin *', /^expected an origin/],
    ['serve --web-port 4001', '--web-port needs --web'],
    ['serve --web-open', '--web-open needs --web'],
    ['serve --web --web-port 70000', 'expected a port from 0 to 65535, got "70000"'],
    ['serve --web --web-origin t.example', /^expected an origin/],
    ['check --web', 'check has no option --web'],
    ['server', 'there is no command "server"'],
    ['serve check', 'expected one command: serve, check or export'],
    ['--port 1', 'expected one command: serve, check or export'],
    ['check --port 1', 'check has no option --port'],
    ['check --app-config', 'check has no option --app-config'],
  ])('wrong: %s', (args, message) => {
    expect(parseCommand(args.split(' '))).toEqual({
      name: 'wrong',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
  })
})

describe('the program', () => {
  it.each([
    ['serve', '--prot', '1'],
    ['server'],
    ['check', '--port', '1'],
  ])('exits 2 with its usage on %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await runCli(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^throughline: .+\n\nUsage:\n/)
    expect(stderr.endsWith(`\n\n${usage}\n`)).toBe(true)
  })

  it('says its usage and its version, and exits 0', async () => {
    expect(await runCli([])).toMatchObject({ code: 0, stdout: `${usage}\n`, stderr: '' })
    const manifest = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})
