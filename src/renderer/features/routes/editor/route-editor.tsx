// The pane that edits one route: every change goes into the document at once, and into the file with Save.
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { RoutesState, RouteView } from '../../../../shared/route.ts'
import { useLive } from '../../../live-value.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import paneStyles from '../../../ui/pane.module.css'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { deleteRoute, duplicateRoute, moveAbove, save, setRouteEnabled } from '../actions.ts'
import { routes } from '../store.ts'
import { AccessFields } from './access-fields.tsx'
import { editedRoutes, isEdited } from './edited-routes.ts'
import { EditorFoot } from './editor-foot.tsx'
import { EditorHead } from './editor-head.tsx'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'
import { HeadersSection } from './headers-section.tsx'
import { MethodsField } from './methods-field.tsx'
import { MoreFields } from './more-fields.tsx'
import { PathField } from './path-field.tsx'
import { QueryField } from './query-field.tsx'
import styles from './route-editor.module.css'
import { RouteNotices } from './route-notices.tsx'
import { problemsOfRoute } from './route-problems.ts'
import { SwitchRow } from './switch-row.tsx'
import { TargetField } from './target-field.tsx'
import { UseIt } from './use-it.tsx'
import { useRouteDraft } from './use-route-draft.ts'
import { RouteVariables } from './use-variables.ts'

export interface RouteEditorProps {
  route: RouteView
  onClose: () => void
}

export function RouteEditor(props: RouteEditorProps) {
  const state = useLive(routes).value
  return state && <Editor {...props} state={state} />
}

function Editor({ route, onClose, state }: RouteEditorProps & { state: RoutesState }) {
  const { draft, fields, failure, refusals, isPending, place, generation } = useRouteDraft(route, state)
  const edited = useStore(editedRoutes)
  const pane = useRef<HTMLElement>(null)
  const problems = useMemo(() => problemsOfRoute(state, place.index), [state, place.index])
  /** With what was just typed. */
  const saveNow = () => void draft.flush().then(save)
  useSaveKey(saveNow)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Popups stand elsewhere in the page, though their keys pass by here.
    const isInside = pane.current?.contains(event.target as Node) ?? false
    if (event.key !== 'Escape' || event.defaultPrevented || !isInside) return
    if (document.querySelector('[data-modal][data-open]')) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  const withRoute = (act: (current: RouteView) => Promise<unknown>) =>
    draft.flush().then(() => act({ ...route, ...draft.store.getState().place }))

  const parts = fields && { fields, problems, refusals, change: draft.change }
  return (
    <RouteVariables value={route.variables}>
      <aside
        ref={pane}
        className={paneStyles.pane}
        aria-label="Edit route"
        data-region="pane"
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <EditorHead
          path={fields?.path ?? place.path}
          enabled={route.enabled}
          isEdited={fields !== null && isEdited(edited, fields)}
          onEnabledChange={(enabled) => void withRoute((current) => setRouteEnabled(current, enabled))}
          onDuplicate={() => void withRoute(duplicateRoute)}
          onDelete={() => void withRoute(deleteRoute)}
          onClose={onClose}
        />
        <div className={styles.body}>
          {failure !== null && (
            <EmptyState title="Could not load the route" action={<Button onClick={draft.retry}>Retry</Button>}>
              {failure}
            </EmptyState>
          )}
          {failure === null && !parts && <Skeleton />}
          {parts && (
            <div key={generation} className={styles.form}>
              <RouteNotices
                problems={problems}
                onMoveAbove={(row) => void withRoute((current) => moveAbove(current, row))}
              />
              <PathField {...parts} />
              <TargetField {...parts} />
              <MethodsField {...parts} />
              <FieldRow label="Subpaths">
                <SwitchRow
                  label={`Also forward ${parts.fields.path.replace(/\/$/, '')}/…`}
                  checked={parts.fields.includeSubpath}
                  onCheckedChange={(isOn) => draft.change('includeSubpath', isOn)}
                >
                  Also forward <span className="mono">{parts.fields.path.replace(/\/$/, '')}/…</span>
                </SwitchRow>
                <FieldNote
                  id="subpaths-note"
                  problem={problemOf(refusals.includeSubpath, problems.fields.includeSubpath)}
                />
              </FieldRow>
              <HeadersSection {...parts} />
              <QueryField {...parts} />
              <AccessFields {...parts} hasMasterKey={state.hasMasterKey} />
              <MoreFields {...parts} />
              <UseIt route={parts.fields} />
            </div>
          )}
        </div>
        {parts && (
          <EditorFoot
            key={generation}
            state={state}
            route={parts.fields}
            index={place.index}
            isPending={isPending}
            onFlush={draft.flush}
            onSave={saveNow}
          />
        )}
      </aside>
    </RouteVariables>
  )
}

/** ⌘S or Ctrl S, before the page takes it: what was just typed is saved too. */
function useSaveKey(onSave: () => void): void {
  const save = useRef(onSave)
  save.current = onSave
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const isSave =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's'
      if (!isSave || document.querySelector('[data-modal][data-open]')) return
      event.preventDefault()
      event.stopPropagation()
      save.current()
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
