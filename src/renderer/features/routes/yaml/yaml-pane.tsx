// Beside the text: what is wrong with it, what is not saved, and Revert and Save.
import { type RefObject, useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import { ProblemsList } from './problems-list.tsx'
import { UnsavedChanges } from './unsaved-changes.tsx'
import { unsavedDiff } from './unsaved-diff.ts'
import { yamlText } from './yaml-document.ts'
import type { YamlEditor } from './yaml-editor.ts'
import { YamlFoot } from './yaml-foot.tsx'
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
    <aside className={styles.pane} aria-label="Problems and changes" data-region="pane">
      <div className={styles.head}>
        <h2>Problems</h2>
        {problems && problems.length > 0 && <span className={styles.count}>{problems.length}</span>}
      </div>
      <ProblemsList problems={problems} routes={state.routes} editor={editor} />
      <UnsavedChanges isDirty={status === 'ready' && state.document.isDirty} diff={diff} />
      <YamlFoot state={state} isPending={isPending} />
    </aside>
  )
}
