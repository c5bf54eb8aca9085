// The editor's foot: try the route, take the changes back, save them.
import { useState } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import { PaneFoot } from '../../../ui/pane.tsx'
import { SaveButtons } from '../save-buttons.tsx'
import { editedRoutes, losesOthers } from './edited-routes.ts'
import type { SnippetRoute } from './snippets/client-call.ts'
import { TestPopover } from './test-popover.tsx'
import { TestResult } from './test-result.tsx'

interface EditorFootProps {
  state: RoutesState
  route: SnippetRoute
  index: number
  isPending: boolean
  /** Sends what was just typed. */
  onFlush: () => Promise<void>
  onSave: () => void
}

export function EditorFoot({ state, route, index, isPending, onFlush, onSave }: EditorFootProps) {
  const hasOthers = useStore(editedRoutes, (edited) => losesOthers(edited, route.path))
  const [exchange, setExchange] = useState<string | null>(null)
  const { name } = state.file
  return (
    <>
      {exchange !== null && <TestResult id={exchange} onClose={() => setExchange(null)} />}
      <PaneFoot>
        <TestPopover route={route} index={index} isUnsaved={state.document.isDirty || isPending} onSent={setExchange} />
        <span className="grow" />
        <SaveButtons
          state={state}
          isPending={isPending}
          warning={
            hasOthers
              ? `Other changes in ${name} are not saved either, and go back too. Undo brings them all back.`
              : null
          }
          onFlush={onFlush}
          onSave={onSave}
        />
      </PaneFoot>
    </>
  )
}
