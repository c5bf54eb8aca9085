// What becomes of a secret's value after it has gone: no closure, error or event of main holds it any more. Strings
// cannot be overwritten in JavaScript, so that what can be shown is that nothing leads to them.
import { randomBytes } from 'node:crypto'
import { getHeapSnapshot } from 'node:v8'
import { expect, it } from 'vitest'
import { startApp } from '../api/start-app.ts'

/** A value of which the test itself keeps no copy that a heap snapshot would list: bytes are not in it. */
function newValue() {
  const bytes = Buffer.from(`held-${randomBytes(12).toString('hex')}`)
  return { bytes, text: () => bytes.toString('latin1') }
}

/** Which of the values stand in the heap, after the garbage collection that a snapshot begins with. */
async function heldOf(values: readonly { bytes: Buffer }[]): Promise<boolean[]> {
  const found = values.map(() => false)
  let before = Buffer.alloc(0)
  for await (const chunk of getHeapSnapshot()) {
    const bytes = Buffer.concat([before, Buffer.from(chunk as Uint8Array)])
    for (const [at, value] of values.entries()) found[at] ||= bytes.includes(value.bytes)
    before = Buffer.from(bytes.subarray(-64))
  }
  return found
}

it('a value that was replaced, deleted, refused or not encrypted is held by nothing', { timeout: 60_000 }, async () => {
  const { call, keychain } = await startApp()
  const kept = newValue()
  const gone = {
    replaced: newValue(),
    deleted: newValue(),
    refused: newValue(),
    failed: newValue(),
    pasted: newValue(),
  }
  await call('secrets.set', { name: 'KEPT', value: kept.text(), keepIn: 'keychain' })
  await call('secrets.set', { name: 'KEPT_TOO', value: gone.replaced.text(), keepIn: 'memory' })
  await call('secrets.set', { name: 'KEPT_TOO', value: 'another', keepIn: 'memory' })
  await call('secrets.set', { name: 'KEY', value: gone.deleted.text(), keepIn: 'keychain' })
  await call('secrets.delete', { name: 'KEY' })
  await call('secrets.previewEnv', { text: `PASTED=${gone.pasted.text()}` })
  const messages: string[] = []
  // Not the error: its trace holds the calls that led to it, the test's own among them.
  const keep = (error: Error) => messages.push(error.message)
  await call('secrets.set', {
    name: 'KEY',
    value: Buffer.concat([gone.refused.bytes, Buffer.from('\n')]).toString('latin1'),
    keepIn: 'memory',
  }).catch(keep)
  keychain.available = false
  await call('secrets.set', { name: 'KEY', value: gone.failed.text(), keepIn: 'keychain' }).catch(keep)
  expect(messages).toHaveLength(2)

  // That the search finds anything at all is shown by the one that is still kept.
  expect(await heldOf([kept, ...Object.values(gone)])).toEqual([true, false, false, false, false, false])
})
