// What the user does with the open config file: open another, create, save, take a step back, reveal, copy its path.
import type { ActedState, RoutesState } from '../../../shared/route.ts'
import { ApiError, call, on } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { flushTyping } from '../../leaving.ts'
import { openPage } from '../../pages.ts'
import { isDialogOpen } from '../../ui/is-dialog-open.ts'
import { showToast } from '../../ui/toast.tsx'
import { routes } from '../routes/store.ts'
import { openConfigDialog } from './config-dialogs-store.ts'
import { savedWords } from './config-words.ts'

function take(state: RoutesState): void {
  routes.set(state)
}

/** Main asks about unsaved changes first; null where the user cancels that, or chose no file. */
async function replaceFile(open: () => Promise<RoutesState | null>): Promise<void> {
  await flushTyping()
  await attempt(async () => {
    const state = await open()
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

/** The user wanted to save before leaving, and it could not be done: returns the function that ends it. */
export function showWhatIsNotSaved(): () => void {
  return on('leave.notSaved', ({ code, message }) => {
    showToast({ title: message, kind: 'danger' })
    // It would go with the page, and what is typed in it.
    if (isDialogOpen()) return
    openPage('routes')
    if (code === 'conflict') openConfigDialog({ kind: 'compare' })
  })
}

/** That one alone: where another has come since, main refuses. */
function undoStep(step: number): Promise<boolean> {
  const label = routes.store.getState().value?.document.undo
  return attempt(async () => {
    const state = await call('config.undo', { step })
    take(state)
    const unsaved = state.document.isDirty ? `. ${state.file.name} is not saved.` : ''
    showToast({ title: `Undid: ${label}${unsaved}` })
  })
}

/** A toast that says what was done to the file, and takes it back. It goes when another step has come. */
export function offerUndo(title: string, { step, document }: ActedState): void {
  if (step === null) {
    showToast({ title })
    return
  }
  const close = showToast({ title, action: { label: 'Undo', run: () => void undoStep(step) } })
  const stop = routes.store.subscribe(({ value }) => {
    // What was on its way before says nothing of it.
    if (!value || value.document.revision <= document.revision || value.document.undoStep === step) return
    stop()
    close()
  })
}

/** Gives the unsaved changes up for what stands on disk. */
export function takeFromDisk(): Promise<boolean> {
  return attempt(async () => {
    const state = await call('config.revert')
    take(state)
    offerUndo(`Took ${state.file.name} as it is on disk.`, state)
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
