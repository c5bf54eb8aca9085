// The log's file: where it is, that it is for its user alone, that it turns over, and that nothing secret is in it.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createAppLog } from '../../../src/main/electron/error-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function openLog() {
  const folder = join(await temporaryFolder(), 'logs')
  const output = new PassThrough({ encoding: 'utf8' })
  const log = createAppLog(output)
  log.keepIn(folder)
  return { log, folder, output, read: () => readFile(join(folder, 'throughline.log'), 'utf8') }
}

it('is written line by line with time and level, readable by its user alone', async () => {
  const { log, folder, output, read } = await openLog()
  log.info('Throughline 1.2.3 starts')
  log.error('It failed', new TypeError('no such thing'))
  const text = await read()
  expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[info\] +Throughline 1\.2\.3 starts\n/)
  expect(text).toMatch(/\[error\] It failed: TypeError: no such thing\n {4}at .*app-log\.test\.ts/)
  expect(output.read()).toMatch(/^It failed: TypeError/)
  const mode = (await stat(join(folder, 'throughline.log'))).mode & 0o777
  if (process.platform !== 'win32') expect(mode).toBe(0o600)
})

it('keeps one older file beside the one that is written', async () => {
  const { log, folder } = await openLog()
  // Twice as much as one file takes, so that it turns over twice.
  for (let n = 0; n < 12; n++) log.info(`line ${n} ${'of many words '.repeat(75_000)}`)
  expect((await readdir(folder)).sort()).toEqual(['throughline.log', 'throughline.old.log'])
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).size).toBeLessThan(6_500_000)
  }
  expect(await readFile(join(folder, 'throughline.log'), 'utf8')).toContain('line 11 ')
})

it('holds no value of a variable, wherever it comes from', async () => {
  const { log, output, read } = await openLog()
  const values = ['plain-value', 'käse & brot']
  log.hide(() => values)
  log.info('opened plain-value')
  log.error('GET https://a:plain-value@example.com/?q=1', new Error(`said "${values[1]}"`))
  log.error('It failed', { key: 'plain-value' })
  const texts = [await read(), output.read(), ...log.lastErrors()].join('\n')
  for (const value of values) expect(texts).not.toContain(value)
  expect(texts).toContain('https://example.com/')
})

it('remembers the last errors, and no more of them than a person reads', async () => {
  const { log } = await openLog()
  for (let n = 0; n < 50; n++) log.error(`Failure ${n}`, 'again')
  expect(log.lastErrors()).toHaveLength(20)
  expect(log.lastErrors().at(-1)).toMatch(/^\d{4}-\d\d-\d\dT\S+Z Failure 49: again$/)
})

it('goes on where the folder cannot be made', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'logs'), 'a file where the folder should be')
  const log = createAppLog(new PassThrough())
  log.keepIn(join(folder, 'logs'))
  expect(() => log.info('still here')).not.toThrow()
  expect(await readFile(join(folder, 'logs'), 'utf8')).toBe('a file where the folder should be')
})
