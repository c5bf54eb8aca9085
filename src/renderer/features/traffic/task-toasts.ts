// Shows each long piece of work in a toast with its progress and Cancel, and then how it ended.
import type { Task } from '../../../shared/recording.ts'
import { call, on } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { onReconnected } from '../../connection.ts'
import { type HeldToast, holdToast, showToast } from '../../ui/toast.tsx'

const words: Record<Task['kind'], { doing: string; done: string; noun: string }> = {
  'har-export': { doing: 'Exporting', done: 'Exported to', noun: 'Export' },
  'har-import': { doing: 'Importing', done: 'Imported', noun: 'Import' },
  'body-save': { doing: 'Saving the body', done: 'Saved to', noun: 'Saving' },
}

/** `Exporting, 42 %`; without a total there is no share to tell. */
export function progressWords({ kind, done, total }: Task): string {
  const share = total === null || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100))
  return share === null ? words[kind].doing : `${words[kind].doing}, ${share} %`
}

/** How it ended, in a sentence; null while it runs. */
export function endWords({ kind, state, message }: Task): string | null {
  const { done, noun } = words[kind]
  if (state === 'running') return null
  if (state === 'cancelled') return `${noun} cancelled.`
  if (state === 'failed') return message ?? `${noun} failed.`
  return message === null ? `${noun} done.` : `${done} ${message}`
}

/** Returns the function that ends it. */
export function showTasks(): () => void {
  const held = new Map<string, HeldToast>()
  const stop = on('tasks.changed', (task) => {
    const end = endWords(task)
    if (end === null) {
      const title = progressWords(task)
      const toast = held.get(task.id)
      if (toast) toast.update(title)
      else {
        const cancel = () =>
          void attempt(async () => {
            await call('tasks.cancel', { id: task.id })
          })
        held.set(task.id, holdToast({ title, action: { label: 'Cancel', run: cancel } }))
      }
      return
    }
    held.get(task.id)?.close()
    held.delete(task.id)
    showToast({ title: end, kind: task.state === 'failed' ? 'danger' : 'done' })
  })
  const closeAll = () => {
    for (const toast of held.values()) toast.close()
    held.clear()
  }
  // One that still runs tells of itself again; one that has ended meanwhile does not.
  const stopClosing = onReconnected(closeAll)
  return () => {
    stop()
    stopClosing()
    closeAll()
  }
}
