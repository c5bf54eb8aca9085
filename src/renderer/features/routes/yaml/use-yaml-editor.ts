// Puts the editor into its element, and keeps its text, its problems and its variables as they are known.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import type { SecretsState } from '../../../../shared/secret.ts'
import type { VariableSources } from '../../../ui/code-view-yaml.ts'
import { sourceWords } from '../../../ui/value-token.tsx'
import { redo, save, undo } from '../actions.ts'
import { routesPage } from '../store.ts'
import { flushYaml, yamlPage, yamlText } from './yaml-document.ts'
import type { YamlEditor } from './yaml-editor.ts'
import type { YamlProblem } from './yaml-problems.ts'

interface Sources {
  state: RoutesState
  secrets: SecretsState | null
  /** null while they are not known of the text as it stands. */
  problems: readonly YamlProblem[] | null
}

export type EditorStatus = 'loading' | 'ready' | 'failed'

function sourcesOf(state: RoutesState, secrets: SecretsState | null): VariableSources {
  const known = [...(secrets?.secrets ?? []), ...state.routes.flatMap(({ variables }) => variables)]
  return new Map(known.map(({ name, source }) => [name, source]))
}

const travel = (direction: 'undo' | 'redo') => void flushYaml().then(direction === 'undo' ? undo : redo)

/** The module is loaded once the text is there; the editor is gone when the element is. */
export function useYamlEditor(host: RefObject<HTMLElement | null>, { state, secrets, problems }: Sources) {
  const editor = useRef<YamlEditor | null>(null)
  const [status, setStatus] = useState<EditorStatus>('loading')
  const known = useRef<VariableSources>(new Map())
  const { name, path } = state.file

  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open', delegatesFocus: true })
    let isGone = false
    setStatus('loading')
    const begin = async () => {
      const [{ createYamlEditor }] = await Promise.all([import('./yaml-editor.ts'), yamlText.open()])
      if (isGone) return
      if (yamlText.store.getState().status !== 'ready') return setStatus('failed')
      const { left } = yamlPage.getState()
      const made = createYamlEditor({
        root,
        text: yamlText.current(),
        label: name,
        leftAt: left?.path === path ? left.at : null,
        variables: () =>
          [...known.current].map(([variable, source]) => ({ name: variable, words: sourceWords(source) })),
        onTyped: yamlText.touch,
        onCursor: (line, column) => yamlPage.setState({ line, column }),
        onBlur: () => void flushYaml(),
        onSave: () => void save(),
        onTravel: travel,
      })
      editor.current = made
      yamlText.attach({ read: made.read, apply: made.apply, replace: made.apply })
      // Before the editor measures itself: what is hidden cannot be scrolled to where the user was.
      flushSync(() => setStatus('ready'))
    }
    begin().catch(() => setStatus('failed'))
    return () => {
      isGone = true
      const { current } = editor
      if (!current) return
      yamlText.detach()
      current.destroy()
      editor.current = null
    }
  }, [host, name, path])

  // While the editor still stands in the page: outside of it nothing is scrolled.
  useLayoutEffect(
    () => () => {
      if (editor.current) yamlPage.setState({ left: { path, at: editor.current.leftAt() } })
    },
    [path],
  )

  useEffect(() => {
    known.current = sourcesOf(state, secrets)
    if (status === 'ready') editor.current?.showVariables(known.current)
  }, [state, secrets, status])

  useEffect(() => {
    if (status === 'ready' && problems) editor.current?.showProblems(problems)
  }, [problems, status])

  const asked = useStore(routesPage, ({ line }) => line)
  useEffect(() => {
    if (asked === null || status !== 'ready') return
    editor.current?.goTo(asked, 1)
    routesPage.setState({ line: null })
  }, [asked, status])

  return { editor, status }
}
