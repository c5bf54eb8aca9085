// What the user does with the open config file: open another, create, save, undo, redo, reveal, copy its path.
import type { RoutesState } from '../../../shared/route.ts'
import { ApiError, call } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { showToast } from '../../ui/toast.tsx'
import { routes } from '../routes/store.ts'
import { openConfigDialog } from './config-dialogs-store.ts'
import { savedWords } from './config-words.ts'
import { mayLeaveFile } from './unsaved-question.ts'

function take(state: RoutesState): void {
  routes.set(state)
}

/** Asks about unsaved changes first; null where the user chose no file. */
async function replaceFile(choose: () => Promise<RoutesState | null>): Promise<void> {
  if (!(await mayLeaveFile())) return
  await attempt(async () => {
    const state = await choose()
    if (state === null) return
    take(state)
    showToast({ title: `Opened ${state.file.name}.` })
  })
}

/** Without a path the system asks which one. */
export function openFile(recent?: string): Promise<void> {
  return replaceFile(() => call('config.open', recent === undefined ? {} : { recent }))
}

export function createFile(): Promise<void> {
  return replaceFile(() => call('config.create'))
}

export function openDroppedFile(file: File): Promise<void> {
  return replaceFile(async () => {
    const result = await window.api.openDropped(file)
    if (!result.ok) throw new ApiError(result.error.code, result.error.message)
    return result.value
  })
}

/** `overwrite`: whatever stands on disk by now. Without it, both sides are shown where the file has changed. */
export function saveFile({ overwrite = false } = {}): Promise<boolean> {
  return attempt(async () => {
    try {
      const state = await call('config.save', { overwrite })
      take(state)
      showToast({ title: savedWords(state) })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'conflict') openConfigDialog({ kind: 'compare' })
      throw error
    }
  })
}

function undoEdit(): Promise<boolean> {
  return attempt(async () => take(await call('config.undo')))
}

/** A toast that says what was done to the file, and takes it back. */
export function offerUndo(title: string): void {
  showToast({ title, action: { label: 'Undo', run: () => void undoEdit() } })
}

/** Gives the unsaved changes up for what stands on disk. */
export function takeFromDisk(): Promise<boolean> {
  return attempt(async () => {
    const state = await call('config.revert')
    take(state)
    offerUndo(`Took ${state.file.name} as it is on disk.`)
  })
}

export function revealFile(): Promise<boolean> {
  return attempt(async () => {
    await call('config.reveal', { what: 'config' })
  })
}

/** Shows what was exported last in its folder. */
export function revealExport(): Promise<boolean> {
  return attempt(async () => {
    await call('config.reveal', { what: 'export' })
  })
}

export function copyPath(path: string): Promise<boolean> {
  return attempt(async () => {
    await navigator.clipboard.writeText(path)
    showToast({ title: 'Copied the path.' })
  })
}
