// The document's text as the YAML view edits it, over main's calls; and how the view was left.
import { createStore } from 'zustand/vanilla'
import { call } from '../../../api.ts'
import { holdTyping } from '../../../leaving.ts'
import { showToast } from '../../../ui/toast.tsx'
import { routes } from '../store.ts'
import { createTextSync } from './text-sync.ts'
import type { LeftAt } from './yaml-editor.ts'

/** From the last key to the sending. */
const typingPauseMs = 150

function offerOwnText(mine: string): void {
  const name = routes.store.getState().value?.file.name ?? 'config.yaml'
  showToast({
    title: `${name} was changed elsewhere in the lines that you typed in. What you typed last gave way.`,
    kind: 'danger',
    action: { label: 'Take mine', run: () => void yamlText.write(mine) },
  })
}

export const yamlText = createTextSync({
  load: () => call('config.text'),
  send: async (text, revision) => {
    const state = await call('config.setText', { text, revision })
    const known = routes.store.getState().value
    if (!known || known.document.revision <= state.document.revision) routes.set(state)
    return state.document.revision
  },
  delay: typingPauseMs,
  onOverlap: offerOwnText,
})

const follow = () => {
  const state = routes.store.getState().value
  if (state) yamlText.follow(state.document, state.file.path)
}
routes.store.subscribe(follow)

/** Resolves once main has all that was typed in the YAML view. */
export function flushYaml(): Promise<void> {
  return yamlText.flush()
}

holdTyping({
  flush: flushYaml,
  // What main has refused, which the page says too.
  draft: () => (yamlText.store.getState().isPending ? 'what you typed in the YAML view' : null),
})

interface YamlPageState {
  /** Of the cursor, both from 1. */
  line: number
  column: number
  /** Width of the pane at the right, in pixels. */
  paneWidth: number
  /** Where the user was in a file, by its path. */
  left: { path: string; at: LeftAt } | null
}

export const yamlPage = createStore<YamlPageState>(() => ({ line: 1, column: 1, paneWidth: 372, left: null }))
