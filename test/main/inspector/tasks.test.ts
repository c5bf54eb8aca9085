// Tasks tell their progress, end in one state, and leave no half-written file.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTasks } from '../../../src/main/inspector/tasks.ts'
import { writeChunks } from '../../../src/main/inspector/write-chunks.ts'
import { CallError } from '../../../src/shared/errors.ts'
import type { Task } from '../../../src/shared/recording.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Tasks with all that was told of them, and a promise of each one's end. */
function watchedTasks(interval?: number) {
  const told: Task[] = []
  const waiting = new Map<string, (task: Task) => void>()
  const ended = new Map<string, Task>()
  const tasks = createTasks({
    ...(interval === undefined ? {} : { interval }),
    onChange(task) {
      told.push(task)
      if (task.state === 'running') return
      ended.set(task.id, task)
      waiting.get(task.id)?.(task)
    },
  })
  const end = (task: Task) =>
    new Promise<Task>((resolve) => {
      const known = ended.get(task.id)
      if (known) resolve(known)
      else waiting.set(task.id, resolve)
    })
  return { tasks, told, end }
}

test('a task runs, and says at the end where the file is', async () => {
  const { tasks, told, end } = watchedTasks()
  const task = tasks.run('har-export', async (report) => {
    report.total(2)
    report.done(2)
    return '/home/ann/x.har'
  })
  expect(task).toEqual({ id: 'task-1', kind: 'har-export', done: 0, total: null, state: 'running', message: null })
  expect(told).toEqual([])
  expect(await end(task)).toEqual({ ...task, done: 2, total: 2, state: 'done', message: '/home/ann/x.har' })
  expect(told.length).toBe(1)
})

test('progress is told from time to time, and the last of it', async () => {
  const { tasks, told, end } = watchedTasks(20)
  const startedAt = performance.now()
  const task = tasks.run('har-import', async (report) => {
    let done = 0
    while (told.length < 3) {
      report.done(++done)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return String(done)
  })
  const last = await end(task)
  expect(last.message).toBe(String(last.done))
  // A timer may be a millisecond early.
  expect(told.length - 1).toBeLessThanOrEqual((performance.now() - startedAt) / 19)
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b))
})

test('a task is cancelled, alone or with all others', async () => {
  const { tasks, end } = watchedTasks()
  const untilAborted = (_: unknown, signal: AbortSignal) =>
    new Promise<string>((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  const [first, second] = [tasks.run('har-export', untilAborted), tasks.run('body-save', untilAborted)]
  tasks.cancel(first.id)
  tasks.cancel('task-99')
  expect(await end(first)).toMatchObject({ state: 'cancelled', message: null })
  await tasks.close()
  expect(await end(second)).toMatchObject({ state: 'cancelled' })
  tasks.cancel(second.id)
})

test('a failure is told in a sentence', async () => {
  const { tasks, end } = watchedTasks()
  const failing = (error: unknown) => end(tasks.run('har-import', () => Promise.reject(error)))
  expect(await failing(new CallError('file_invalid', 'Broken in line 3.'))).toMatchObject({
    state: 'failed',
    message: 'Broken in line 3.',
  })
  const full = Object.assign(new Error('ENOSPC: no space left, write'), { code: 'ENOSPC' })
  expect((await failing(full)).message).toBe('The disk is full.')
  const odd = Object.assign(new Error('EIO: i/o error, write /secret/place'), { code: 'EIO' })
  expect((await failing(odd)).message).toBe('The file could not be written or read (EIO).')
  expect((await failing('x')).message).toBe('The file could not be written or read.')
})

async function* chunks(...list: (string | Error)[]) {
  for (const chunk of list) {
    if (chunk instanceof Error) throw chunk
    yield chunk
  }
}

const never = new AbortController().signal

test('a file is for its owner only, and replaces the one before', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'x.har')
  await writeFile(path, 'before', { mode: 0o644 })
  await writeChunks(path, chunks('one', 'two'), never)
  expect(await readFile(path, 'utf8')).toBe('onetwo')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['x.har'])
})

test('nothing is left of a file that was not finished', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'x.har')
  await writeFile(path, 'before')
  await expect(writeChunks(path, chunks('one', new Error('broken')), never)).rejects.toThrow('broken')
  const controller = new AbortController()
  const cancelled = (async function* () {
    yield 'one'
    controller.abort()
    yield 'two'
  })()
  await expect(writeChunks(path, cancelled, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  expect(await readFile(path, 'utf8')).toBe('before')
  expect(await readdir(folder)).toEqual(['x.har'])
})
