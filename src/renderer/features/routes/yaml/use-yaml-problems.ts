// The problems of the text as main knows it: while something is typed, those from before.
import { useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { RoutesState } from '../../../../shared/route.ts'
import type { SecretsState } from '../../../../shared/secret.ts'
import { yamlText } from './yaml-document.ts'
import { findYamlProblems, type YamlProblem } from './yaml-problems.ts'

/** null until the text has been loaded. */
export function useYamlProblems(state: RoutesState, secrets: SecretsState | null): readonly YamlProblem[] | null {
  const { status, text, revision, isPending } = useStore(yamlText.store)
  const isSettled = status === 'ready' && !isPending && revision === state.document.revision
  const last = useRef<readonly YamlProblem[] | null>(null)
  const found = useMemo(
    () => (isSettled ? findYamlProblems({ text, state, secrets }) : null),
    [isSettled, text, state, secrets],
  )
  last.current = found ?? last.current
  return last.current
}
