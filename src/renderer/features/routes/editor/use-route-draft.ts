// The draft of the chosen route for the editor's pane, over main's calls.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import { call } from '../../../api.ts'
import { holdTyping } from '../../../leaving.ts'
import { routes } from '../store.ts'
import { followDocument, markEdited } from './edited-routes.ts'
import { createRouteDraft, type Place, type RouteDraft } from './route-draft.ts'

function createDraft(): RouteDraft {
  return createRouteDraft({
    load: ({ index, path }) => call('routes.fields', { index, path }),
    edit: async (input, before) => {
      const state = await call('routes.edit', input)
      markEdited(before, { ...before, ...input.fields }, state.document.revision)
      routes.set(state)
      return state
    },
  })
}

export function useRouteDraft({ index, path }: Place, state: RoutesState) {
  const [draft] = useState(createDraft)
  const { document } = state
  const { revision } = document
  const isValid = state.problems.every(({ severity }) => severity !== 'error')

  useEffect(() => {
    draft.follow({ route: { index, path }, revision, isValid })
  }, [draft, index, path, revision, isValid])

  useEffect(() => {
    followDocument(document, draft.store.getState().isPending)
  }, [draft, document])

  useEffect(() => holdTyping({ flush: draft.flush, draft: () => refusedWords(draft) }), [draft])

  // What was typed last still goes to main when the pane closes.
  useEffect(() => () => void draft.flush(), [draft])

  return { draft, ...useStore(draft.store) }
}

/** Main has refused them, so the document does not have them. */
function refusedWords({ store }: RouteDraft): string | null {
  const { refusals, place } = store.getState()
  return Object.keys(refusals).length === 0 ? null : `what could not be taken into ${place.path}`
}
