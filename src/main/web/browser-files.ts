// Files in a browser: what the app opens, its user gives the page; what the app saves, the page downloads.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { CallName, CallResult } from '../../shared/contract.ts'
import { type Task, taskSchema } from '../../shared/recording.ts'
import type { HostMessage } from '../../shared/web-messages.ts'
import type { FileDialogsService } from '../api/services.ts'
import type { AskedFile, Transfers } from './transfers.ts'

/** A page that can be asked for files and told of them. */
export interface FilesPage {
  send(message: HostMessage): void
}

export interface BrowserFiles {
  dialogs: FileDialogsService
  /** Makes a call of a page: what files it is about are that page's. */
  run(page: FilesPage, call: () => Promise<CallResult<CallName>>): Promise<CallResult<CallName>>
  /** A task has changed. Answers it as pages may know it: with names in the place of paths that are not theirs. */
  taskChanged(task: Task): Task
  /** The page has gone. */
  forget(page: FilesPage): void
}

/** A call that is being made. */
interface Call {
  page: FilesPage
  /** What it writes, to be offered to the page. */
  placed: string | null
}

const kinds = {
  har: { accept: '.har,application/json', largestBytes: 2_000_000_000 },
  yaml: { accept: '.yaml,.yml', largestBytes: 10_000_000 },
} as const

export function createBrowserFiles(transfers: Transfers): BrowserFiles {
  const current = new AsyncLocalStorage<Call>()
  /** What each page was asked for last. */
  const asked = new Map<FilesPage, AskedFile>()
  /** What running tasks write, and those that have ended before their call was answered. */
  const writing = new Map<string, Call>()
  const ended = new Map<string, Task>()

  const offer = ({ page, placed }: Call) => {
    if (placed !== null) page.send({ kind: 'download', ticket: transfers.offer(placed) })
  }
  const settle = (call: Call, task: Task) => {
    if (task.state === 'done') offer(call)
    else if (call.placed !== null) void transfers.drop(call.placed)
  }
  const follow = (call: Call, task: Task) => {
    const over = ended.get(task.id)
    ended.delete(task.id)
    if (over) settle(call, over)
    else writing.set(task.id, call)
  }

  const finish = (call: Call, result: CallResult<CallName>): CallResult<CallName> => {
    if (call.placed === null) return result
    const task = result.ok ? taskSchema.safeParse(result.value) : null
    if (task?.success) follow(call, task.data)
    else if (result.ok) offer(call)
    else void transfers.drop(call.placed)
    return result.ok && hasPath(result.value)
      ? { ...result, value: { ...result.value, path: transfers.nameOf(result.value.path) } }
      : result
  }

  return {
    dialogs: {
      async chooseSave(suggestedName) {
        const call = current.getStore()
        if (call === undefined) return null
        call.placed = await transfers.place(suggestedName)
        return call.placed
      },
      async chooseOpen(kind) {
        const page = current.getStore()?.page
        if (page === undefined) return null
        asked.get(page)?.cancel()
        const { accept, largestBytes } = kinds[kind]
        const file = transfers.ask(largestBytes)
        asked.set(page, file)
        page.send({ kind: 'choose-file', ticket: file.ticket, accept })
        return file.path
      },
      reveal: () => {},
    },
    async run(page, call) {
      const made: Call = { page, placed: null }
      return finish(made, await current.run(made, call))
    },
    taskChanged(task) {
      if (task.state !== 'running') {
        const call = writing.get(task.id)
        writing.delete(task.id)
        if (call) settle(call, task)
        else if (task.kind !== 'har-import') ended.set(task.id, task)
      }
      return task.message === null ? task : { ...task, message: transfers.nameOf(task.message) }
    },
    forget(page) {
      asked.get(page)?.cancel()
      asked.delete(page)
    },
  }
}

function hasPath(value: unknown): value is { path: string } {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'
}
