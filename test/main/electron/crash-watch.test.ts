// When the window is opened anew: after a crash at once, a few times; after a hang when the user says so.
import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { createWindowRequests } from '../../../src/main/api/window-requests.ts'
import { type CrashWatchOptions, createCrashWatch } from '../../../src/main/electron/crash-watch.ts'

type Ask = CrashWatchOptions['ask']
type Watched = Parameters<ReturnType<typeof createCrashWatch>>[0]

/** A window as far as it is watched. Real ones crash in test/e2e/shell-crash.spec.ts; to hang takes one half a minute. */
class FakeWindow extends EventEmitter {
  webContents = new EventEmitter()
  isGone = false
  destroy() {
    this.isGone = true
  }
  isDestroyed() {
    return this.isGone
  }
}

function setUp() {
  const windows: FakeWindow[] = []
  const asked: { message: string; signal: AbortSignal | undefined; answer(response: number): void }[] = []
  const log: string[] = []
  const windowRequests = createWindowRequests()
  let time = 0
  let quits = 0
  const ask: Ask = ({ message, signal }) =>
    new Promise((resolve) => {
      // As Electron does: a box that is aborted answers with its cancel button.
      signal?.addEventListener('abort', () => resolve({ response: 0 }))
      asked.push({ message, signal, answer: (response) => resolve({ response }) })
    })
  const open = () => {
    const window = new FakeWindow()
    windows.push(window)
    watch(window as unknown as Watched)
  }
  const watch = createCrashWatch({
    open,
    ask,
    quit: () => {
      quits += 1
    },
    info: (what) => log.push(what),
    windowRequests,
    now: () => time,
  })
  open()
  const crash = async (reason = 'crashed') => {
    windows.at(-1)?.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
    await new Promise(setImmediate)
  }
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { windows, asked, log, windowRequests, crash, pass, quits: () => quits }
}

it('a crash opens another window before the dead one goes, which says what happened', async () => {
  const { windows, asked, log, windowRequests, crash } = setUp()
  await crash('oom')
  expect(windows.map(({ isGone }) => isGone)).toEqual([true, false])
  expect(windowRequests.take()).toMatchObject([{ kind: 'notice', isDanger: true }])
  expect(log).toEqual(["The window's page is gone: oom, exit code 5"])
  expect(asked).toEqual([])
})

it('a page that ends in order is no crash', async () => {
  const { windows, crash } = setUp()
  await crash('clean-exit')
  expect(windows).toHaveLength(1)
})

it('the fourth crash within a minute asks; the user opens the window, or quits', async () => {
  const { windows, asked, crash, quits } = setUp()
  for (let n = 0; n < 4; n++) await crash()
  expect(windows).toHaveLength(4)
  expect(asked.map(({ message }) => message)).toEqual(['The window crashes again and again'])
  asked[0]?.answer(0)
  await vi.waitFor(() => expect(windows).toHaveLength(5))
  for (let n = 0; n < 4; n++) await crash()
  expect(asked).toHaveLength(2)
  asked[1]?.answer(1)
  await vi.waitFor(() => expect(quits()).toBe(1))
  expect(windows.at(-1)?.isGone).toBe(false)
})

it('crashes that are far apart ask nothing', async () => {
  const { windows, asked, crash, pass } = setUp()
  for (let n = 0; n < 10; n++) {
    await crash()
    pass(20_001)
  }
  expect(windows).toHaveLength(11)
  expect(asked).toEqual([])
})

it('a window that hangs is opened anew when the user says so, asked once', async () => {
  const { windows, asked, windowRequests } = setUp()
  windows[0]?.emit('unresponsive')
  windows[0]?.emit('unresponsive')
  expect(asked.map(({ message }) => message)).toEqual(['The window does not respond'])
  asked[0]?.answer(1)
  await vi.waitFor(() => expect(windows.map(({ isGone }) => isGone)).toEqual([true, false]))
  expect(windowRequests.take()).toHaveLength(1)
})

it('a window that answers again takes the question back, and stays', async () => {
  const { windows, asked } = setUp()
  windows[0]?.emit('unresponsive')
  windows[0]?.emit('responsive')
  expect(asked[0]?.signal?.aborted).toBe(true)
  await new Promise(setImmediate)
  expect(windows.map(({ isGone }) => isGone)).toEqual([false])
  windows[0]?.emit('unresponsive')
  expect(asked).toHaveLength(2)
})
