// The .env file that the user names: what it may hold, and what happens when it cannot be read.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEnvFile } from '../../../src/main/config/env-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function read(text: string | Buffer): Promise<Record<string, string>> {
  const path = join(await temporaryFolder(), '.env')
  await writeFile(path, text)
  return Object.fromEntries(await readEnvFile(path))
}

it.each<[name: string, text: string, values: Record<string, string>]>([
  ['names and values', 'A=one\nB=two\n', { A: 'one', B: 'two' }],
  ['comments and blank lines', '# keys\n\nA=one # mine\n', { A: 'one' }],
  ['quotes', 'A="one # two"\nB=\'three\'\n', { A: 'one # two', B: 'three' }],
  ['export, as shells want it', 'export A=one\n', { A: 'one' }],
  ['spaces around', '  A =  one  \n', { A: 'one' }],
  ['equals signs in a value', 'A=b=c==\n', { A: 'b=c==' }],
  ['CRLF', 'A=one\r\nB=two\r\n', { A: 'one', B: 'two' }],
  ['a byte order mark', '\ufeffA=one\n', { A: 'one' }],
  ['no line break at its end', 'A=one', { A: 'one' }],
  ['an empty value', 'A=\n', { A: '' }],
  ['nothing', '', {}],
  ['the later of two', 'A=one\nA=two\n', { A: 'two' }],
  ['words beyond ASCII', 'A=schlüssel\n', { A: 'schlüssel' }],
])('with %s is read', async (_name, text, values) => {
  expect(await read(text)).toEqual(values)
})

it('that is not there is an error with its name', async () => {
  const path = join(await temporaryFolder(), '.env')
  await expect(readEnvFile(path)).rejects.toMatchObject({
    code: 'file_error',
    message: `Could not read ${path}: no such file (ENOENT).`,
  })
})

it('that is a folder is an error with its name', async () => {
  const path = await temporaryFolder()
  await expect(readEnvFile(path)).rejects.toMatchObject({
    code: 'file_error',
    message: `Could not read ${path}: it is a folder (EISDIR).`,
  })
})

it('that is no UTF-8 is an error, not a wrong key', async () => {
  await expect(read(Buffer.from('A=schl\xfcssel', 'latin1'))).rejects.toMatchObject({ code: 'file_error' })
})
