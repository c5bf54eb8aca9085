// The config file as text: the editor, and beside it what is wrong and what is not saved.
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import { useLive } from '../../../live-value.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { SplitPane } from '../../../ui/split-pane.tsx'
import { secrets } from '../../secrets/store.ts'
import { routes } from '../store.ts'
import { useYamlEditor } from './use-yaml-editor.ts'
import { useYamlProblems } from './use-yaml-problems.ts'
import { yamlPage, yamlText } from './yaml-document.ts'
import { YamlPane } from './yaml-pane.tsx'
import styles from './yaml-view.module.css'
import { listenToYamlKeys } from './yaml-view-keys.ts'

const paneSizes = { least: 280, most: 820, usual: 372 }

export function YamlView() {
  const state = useLive(routes).value
  const [attempts, setAttempts] = useState(0)
  return (
    state && <OpenFile key={`${attempts} ${state.file.path}`} state={state} onRetry={() => setAttempts(attempts + 1)} />
  )
}

function OpenFile({ state, onRetry }: { state: RoutesState; onRetry: () => void }) {
  const host = useRef<HTMLDivElement>(null)
  const known = useLive(secrets).value
  const paneWidth = useStore(yamlPage, (page) => page.paneWidth)
  const failure = useStore(yamlText.store, (text) => text.failure)
  const problems = useYamlProblems(state, known)
  const { editor, status } = useYamlEditor(host, { state, secrets: known, problems })
  const { name } = state.file

  useEffect(
    () =>
      listenToYamlKeys({
        search: () => editor.current?.search(),
        goToProblem: (step) => editor.current?.goToProblem(step),
      }),
    [editor],
  )

  // F6 comes to the element; the focus goes on to the text in it.
  const region = { tabIndex: 0, 'data-region': 'list' }
  const text = (
    <section className={styles.editor} aria-label={name}>
      {status === 'ready' && failure !== null && (
        <Banner kind="danger" fact="What you type is not taken over.">
          {failure}
        </Banner>
      )}
      {status === 'loading' && <Skeleton />}
      {status === 'failed' && (
        <EmptyState title={`Could not load ${name}`} action={<Button onClick={onRetry}>Retry</Button>}>
          {failure}
        </EmptyState>
      )}
      <div ref={host} className={styles.host} {...region} hidden={status !== 'ready'} />
    </section>
  )
  return (
    <SplitPane
      label="Resize problems"
      size={paneWidth}
      sizes={paneSizes}
      onSizeChange={(size) => yamlPage.setState({ paneWidth: size })}
      start={text}
      end={<YamlPane state={useDeferredValue(state)} problems={useDeferredValue(problems)} editor={editor} />}
    />
  )
}
