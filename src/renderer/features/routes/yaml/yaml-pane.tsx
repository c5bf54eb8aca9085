// Beside the text: what is wrong with it, what is not saved, and Revert and Save.
import { type RefObject, useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import paneStyles from '../../../ui/pane.module.css'
import { PaneBar, PaneFoot } from '../../../ui/pane.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { save } from '../actions.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { ProblemsList } from './problems-list.tsx'
import { UnsavedChanges } from './unsaved-changes.tsx'
import { unsavedDiff } from './unsaved-diff.ts'
import { flushYaml, yamlText } from './yaml-document.ts'
import type { YamlEditor } from './yaml-editor.ts'
import styles from './yaml-pane.module.css'
import type { YamlProblem } from './yaml-problems.ts'

interface YamlPaneProps {
  state: RoutesState
  /** null while they are not known. */
  problems: readonly YamlProblem[] | null
  editor: RefObject<YamlEditor | null>
}

export function YamlPane({ state, problems, editor }: YamlPaneProps) {
  const { status, isPending } = useStore(yamlText.store)
  const text = useDeferredValue(useStore(yamlText.store, (synced) => synced.text))
  const saved = useDeferredValue(useStore(yamlText.store, (synced) => synced.saved))
  const diff = useMemo(() => unsavedDiff(saved, text), [saved, text])
  return (
    <aside className={paneStyles.pane} aria-label="Problems and changes" data-region="pane">
      <PaneBar>
        <h2 className={styles.title}>Problems</h2>
        {problems && problems.length > 0 && <Tag>{problems.length}</Tag>}
      </PaneBar>
      <ProblemsList problems={problems} routes={state.routes} editor={editor} />
      <UnsavedChanges isDirty={status === 'ready' && state.document.isDirty} diff={diff} />
      <PaneFoot>
        <SaveButtons
          state={state}
          isPending={isPending}
          warning={`${state.file.name} goes back to how it was saved last. Undo brings the changes back.`}
          onFlush={flushYaml}
          onSave={() => void save()}
        />
      </PaneFoot>
    </aside>
  )
}
