// What the user does with exchanges: copy, replay, pin, delete, clear, pause, export and import.
import { formatPlural } from '../../../shared/format.ts'
import { call } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { showToast } from '../../ui/toast.tsx'
import { openExchange, recording, shownList, trafficStore, trafficView } from './store.ts'

export type Language = 'curl' | 'fetch' | 'python'

export const languageLabels: Record<Language, string> = { curl: 'curl', fetch: 'fetch', python: 'Python' }

/** The request with `$NAME` in the place of what is secret. */
export function copyAs(id: string, language: Language): Promise<boolean> {
  return attempt(async () => {
    const { text, variables } = await call('exchanges.snippet', { id, language })
    await navigator.clipboard.writeText(text)
    const names = variables.map((name) => `$${name}`).join(', ')
    showToast({ title: `Copied as ${languageLabels[language]}.${names && ` Set ${names} before you run it.`}` })
  })
}

/** The URL that was sent upstream, with credentials in its query masked; where none was sent, the client's. */
export function copyUrl(id: string): Promise<boolean> {
  return attempt(async () => {
    const { sent, client } = await call('exchanges.detail', { id })
    await navigator.clipboard.writeText(sent?.url ?? client.url)
    showToast({ title: 'Copied the URL.' })
  })
}

/** Sends it again and shows the new exchange. */
export function replay(id: string): Promise<boolean> {
  return attempt(async () => {
    const { id: newId, omitted } = await call('exchanges.replay', { id })
    openExchange(newId)
    if (omitted.length > 0) showToast({ title: `Sent again without ${omitted.join(', ')}: not kept readable.` })
  })
}

export function setPinned(ids: string[], isPinned: boolean): Promise<boolean> {
  return attempt(async () => {
    await call('exchanges.pin', { ids, isPinned })
  })
}

function offerUndo(title: string): void {
  const undo = () =>
    attempt(async () => {
      const count = await call('exchanges.restore')
      showToast({ title: count > 0 ? `Restored ${formatPlural(count, 'exchange')}.` : 'There is nothing to restore.' })
    })
  showToast({ title, action: { label: 'Undo', run: () => void undo() } })
}

export function deleteExchanges(ids: string[]): Promise<boolean> {
  return attempt(async () => {
    await call('exchanges.delete', { ids })
    offerUndo(`Deleted ${formatPlural(ids.length, 'exchange')}.`)
  })
}

/** Pinned exchanges stay. */
export function clearTraffic(): Promise<boolean> {
  const { rows } = trafficStore.getState()
  const count = rows.filter((row) => !row.isPinned).length
  if (count === 0) return Promise.resolve(true)
  return attempt(async () => {
    await call('exchanges.clear')
    offerUndo(`Cleared ${formatPlural(count, 'exchange')}.`)
  })
}

export function togglePause(): Promise<boolean> {
  return attempt(async () => {
    const isPaused = recording.store.getState().value?.isPaused ?? false
    recording.set(await call('recording.setPaused', { isPaused: !isPaused }))
  })
}

export type ExportScope = 'all' | 'selected' | 'shown'

/** Progress and the end are told by the task's own events. */
export function exportHar(scope: ExportScope, isRedacted: boolean): Promise<boolean> {
  const chosen: Record<ExportScope, () => string[] | null> = {
    all: () => null,
    selected: () => [...trafficView.getState().selection.ids],
    shown: () => shownList.getState().shown.map(({ id }) => id),
  }
  return attempt(async () => {
    await call('har.export', { ids: chosen[scope](), isRedacted })
  })
}

export function importHar(): Promise<boolean> {
  return attempt(async () => {
    await call('har.import')
  })
}
