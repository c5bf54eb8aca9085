// `throughline serve` follows its file: a valid change is served, an invalid one is told and changes nothing.
import { rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve } from './run-cli.ts'

const echoAt = (...paths: string[]) =>
  `general_settings:\n  pass_through_endpoints:\n${paths.map((path) => `    - path: ${path}\n      target: http://demo.throughline.localhost/echo\n`).join('')}`

const statusOf = async (url: string) => (await fetch(url)).status

describe('a change of the file', () => {
  it('is served from the next request on', async () => {
    const cli = await serve([], { files: { 'config.yaml': echoAt('/one') } })
    expect(await statusOf(`${cli.url}/two`)).toBe(404)
    await writeFile(join(cli.folder, 'new.yaml'), echoAt('/one', '/two'))
    await rename(join(cli.folder, 'new.yaml'), join(cli.folder, 'config.yaml'))
    await cli.line(/^config\.yaml changed: 2 routes from now on$/)
    expect(await statusOf(`${cli.url}/two`)).toBe(200)
    expect(cli.stderr()).toBe('')
  })

  it('that is invalid is told, and the old routes keep serving until it is mended', async () => {
    const cli = await serve([], { files: { 'config.yaml': echoAt('/one') } })
    const path = join(cli.folder, 'config.yaml')
    await writeFile(path, echoAt('two'))
    await cli.line(/is not valid/)
    expect(
      cli.stderr(),
    ).toBe(`config.yaml:3:13  pass_through_endpoints[0].path: expected a path beginning with /, got "two"
  3 |     - path: two
    |             ^^^
config.yaml is not valid: the last valid routes keep serving
`)
    expect(await statusOf(`${cli.url}/one`)).toBe(200)
    await writeFile(path, echoAt('/two'))
    await cli.line(/changed: 1 route from now on/)
    expect([await statusOf(`${cli.url}/one`), await statusOf(`${cli.url}/two`)]).toEqual([404, 200])
  })

  it('with a warning is served, and the warning told', async () => {
    const cli = await serve([], { files: { 'config.yaml': echoAt('/one') } })
    await writeFile(join(cli.folder, 'config.yaml'), `${echoAt('/two')}      methodes: [GET]\n`)
    await cli.line(/changed: 1 route/)
    expect(cli.stderr()).toBe(`config.yaml:5:7  warning: pass_through_endpoints[0].methodes: did you mean methods?
  5 |       methodes: [GET]
    |       ^^^^^^^^
`)
  })

  it('that takes the file away is told, and the routes keep serving', async () => {
    const cli = await serve([], { files: { 'config.yaml': echoAt('/one') } })
    const path = join(cli.folder, 'config.yaml')
    await unlink(path)
    expect(await cli.line(/Could not read/)).toBe(`config.yaml:1:1  Could not read ${path}: no such file (ENOENT).`)
    await cli.line(/keep serving/)
    expect(await statusOf(`${cli.url}/one`)).toBe(200)
  })

  it('is told as NDJSON where that is asked for', async () => {
    const cli = await serve(['--log-format', 'json'], { files: { 'config.yaml': echoAt('/one') } })
    const path = join(cli.folder, 'config.yaml')
    await writeFile(path, echoAt('two'))
    expect(JSON.parse(await cli.line(/"problems"/))).toEqual({
      event: 'problems',
      file: 'config.yaml',
      problems: [
        {
          severity: 'error',
          key: 'pass_through_endpoints[0].path',
          message: 'expected a path beginning with /, got "two"',
          line: 3,
          column: 13,
          length: 3,
          sourceLine: '    - path: two',
        },
      ],
    })
    await writeFile(path, echoAt('/two', '/three'))
    expect(await cli.line(/"reloaded"/)).toBe('{"event":"reloaded","file":"config.yaml","routes":2}')
    const lines = cli.stdout().trimEnd().split('\n')
    expect(lines.every((line) => typeof JSON.parse(line).event === 'string')).toBe(true)
    expect(cli.stderr()).toBe('')
  })
})
