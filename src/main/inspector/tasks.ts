// Runs long pieces of work one beside another, tells their progress and cancels them.
import { CallError } from '../../shared/errors.ts'
import type { Task } from '../../shared/recording.ts'

export interface TaskReport {
  total(count: number): void
  done(count: number): void
}

/** Resolves with what is to be said at the end: the file's path. */
export type TaskWork = (report: TaskReport, signal: AbortSignal) => Promise<string>

export interface Tasks {
  /** Begins the work and returns at once. */
  run(kind: Task['kind'], work: TaskWork): Task
  /** Does nothing where the task is over or unknown. */
  cancel(id: string): void
  /** Cancels all and waits for them to have cleaned up. */
  close(): Promise<void>
}

export interface TasksOptions {
  onChange: (task: Task) => void
  /** Least time between two reports of progress, in milliseconds. */
  interval?: number
}

export function createTasks({ onChange, interval = 100 }: TasksOptions): Tasks {
  const running = new Map<string, { controller: AbortController; finished: Promise<void> }>()
  let count = 0

  const follow = async (task: Task, work: TaskWork, signal: AbortSignal) => {
    let timer: NodeJS.Timeout | null = null
    const tell = () => {
      timer = null
      onChange({ ...task })
    }
    const note = () => {
      timer ??= setTimeout(tell, interval)
    }
    const report: TaskReport = {
      total(total) {
        task.total = total
        note()
      },
      done(done) {
        task.done = done
        note()
      },
    }
    try {
      task.message = await work(report, signal)
      task.state = 'done'
    } catch (error) {
      task.state = signal.aborted ? 'cancelled' : 'failed'
      task.message = signal.aborted ? null : describeFailure(error)
    }
    if (timer !== null) clearTimeout(timer)
    running.delete(task.id)
    tell()
  }

  return {
    run(kind, work) {
      const task: Task = { id: `task-${++count}`, kind, done: 0, total: null, state: 'running', message: null }
      const controller = new AbortController()
      const started = { ...task }
      // After the answer, so that nobody is told of a task that they do not know yet.
      const finished = Promise.resolve().then(() => follow(task, work, controller.signal))
      running.set(task.id, { controller, finished })
      return started
    },
    cancel(id) {
      running.get(id)?.controller.abort()
    },
    async close() {
      const all = [...running.values()]
      for (const { controller } of all) controller.abort()
      await Promise.all(all.map(({ finished }) => finished))
    },
  }
}

const systemFailures: Record<string, string> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  EACCES: 'The file may not be written or read there.',
  EPERM: 'The file may not be written or read there.',
  EROFS: 'The disk is read-only.',
  ENOENT: 'The file or its folder is not there any more.',
  EISDIR: 'That is a folder.',
  ENAMETOOLONG: 'The file’s name is too long.',
}

function describeFailure(error: unknown): string {
  if (error instanceof CallError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return systemFailures[code] ?? `The file could not be written or read${code === '' ? '' : ` (${code})`}.`
}
