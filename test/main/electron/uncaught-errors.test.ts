// Errors that nothing has handled: logged each time, shown once, and never in the way.
import { PassThrough } from 'node:stream'
import { expect, it, vi } from 'vitest'
import { createAppLog } from '../../../src/main/electron/error-log.ts'
import { createUncaughtHandler, type UncaughtErrorsOptions } from '../../../src/main/electron/uncaught-errors.ts'

type MessageBoxOptions = Parameters<UncaughtErrorsOptions['ask']>[0]

function setUp() {
  const log = createAppLog(new PassThrough())
  const shown: { options: MessageBoxOptions; answer(response: number): void }[] = []
  const copied: string[] = []
  const handle = createUncaughtHandler({
    log,
    ask: (options) =>
      new Promise((resolve) => {
        shown.push({ options, answer: (response) => resolve({ response }) })
      }),
    copy: (text) => copied.push(text),
  })
  return { log, shown, copied, handle }
}

it('shows the first error, with what can be done, and logs each', () => {
  const { log, shown, handle } = setUp()
  const error = new Error('no such thing')
  for (let n = 0; n < 3; n++) handle('Uncaught exception', error)
  handle('Unhandled rejection', new Error('another'))
  expect(shown).toHaveLength(1)
  expect(shown[0]?.options).toMatchObject({ type: 'error', buttons: ['Continue', 'Copy details'] })
  expect(log.lastErrors()).toHaveLength(4)
})

it('copies the details as they are logged, and shows another error after the first is answered', async () => {
  const { shown, copied, handle, log } = setUp()
  log.hide(() => ['sk-value'])
  handle('Uncaught exception', new Error('said sk-value'))
  shown[0]?.answer(1)
  await vi.waitFor(() => expect(copied).toHaveLength(1))
  expect(copied[0]).toMatch(/Uncaught exception: Error: said ••••••••\n {4}at /)
  handle('Uncaught exception', new Error('another'))
  expect(shown).toHaveLength(2)
})

it('does not show the same error again', async () => {
  const { shown, handle } = setUp()
  const error = new Error('again and again')
  handle('Uncaught exception', error)
  shown[0]?.answer(0)
  await new Promise(setImmediate)
  handle('Uncaught exception', error)
  expect(shown).toHaveLength(1)
})

it('goes on where no dialog can be shown', async () => {
  const log = createAppLog(new PassThrough())
  const handle = createUncaughtHandler({ log, ask: () => Promise.reject(new Error('no screen')), copy: () => {} })
  handle('Uncaught exception', new Error('first'))
  await vi.waitFor(() => expect(log.lastErrors()).toHaveLength(2))
  expect(log.lastErrors().at(-1)).toContain('The error could not be shown')
})
