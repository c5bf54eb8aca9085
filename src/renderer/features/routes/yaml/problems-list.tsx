// The problems of the document: each goes to its place in the text, and some can be mended with one press.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Fragment, type RefObject, useState } from 'react'
import { formatPlural } from '../../../../shared/format.ts'
import type { RouteView } from '../../../../shared/route.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { openMoveLiterals } from '../../secrets/secrets-dialogs-store.ts'
import { moveAbove } from '../actions.ts'
import { askForSecrets } from '../dialogs-store.ts'
import styles from './problems-list.module.css'
import { flushYaml } from './yaml-document.ts'
import type { YamlEditor } from './yaml-editor.ts'
import { type Mend, plainWords, type TextRange, type Words, type YamlProblem } from './yaml-problems.ts'

const firstShown = 100

interface ProblemsListProps {
  problems: readonly YamlProblem[] | null
  routes: readonly RouteView[]
  editor: RefObject<YamlEditor | null>
}

export function ProblemsList({ problems, routes, editor }: ProblemsListProps) {
  const [shown, setShown] = useState(firstShown)
  if (problems === null) return <div className={styles.list} />

  const mend = async (what: Mend, place: TextRange | undefined) => {
    if (what.kind === 'key') {
      if (place) editor.current?.write(place, what.name)
      return
    }
    await flushYaml()
    const route = what.kind === 'above' ? routes[what.index] : undefined
    if (what.kind === 'secret') askForSecrets([what.name])
    else if (what.kind === 'keychain') openMoveLiterals()
    else if (route) await moveAbove(route, what.row)
  }
  return (
    <div className={styles.list}>
      <output className="visually-hidden">
        {problems.length === 0 ? 'No problems' : formatPlural(problems.length, 'problem')}
      </output>
      {problems.length === 0 ? (
        <p className={styles.none}>No problems.</p>
      ) : (
        <ul aria-label="Problems">
          {problems.slice(0, shown).map((problem) => (
            <ProblemItem
              key={`${problem.line}:${problem.column} ${plainWords(problem.words)}`}
              problem={problem}
              onGoTo={() => editor.current?.goTo(problem.line, problem.column)}
              onMend={(what) => void mend(what, problem.places[0])}
            />
          ))}
        </ul>
      )}
      {problems.length > shown && (
        <Button size="small" className={styles.more} onClick={() => setShown(shown + firstShown * 5)}>
          Show more
        </Button>
      )}
    </div>
  )
}

interface ProblemItemProps {
  problem: YamlProblem
  onGoTo: () => void
  onMend: (mend: Mend) => void
}

function ProblemItem({ problem, onGoTo, onMend }: ProblemItemProps) {
  const { severity, words, line, column, mend } = problem
  return (
    <li className={styles.problem} data-severity={severity}>
      <Icon of={severity === 'error' ? CircleAlert : TriangleAlert} size={14} className={styles.icon} />
      <div className={styles.words}>
        <p>
          <span className="visually-hidden">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
          <Sentence words={words} />
        </p>
        {mend && (
          <Button kind="link" className={styles.mend} onClick={() => onMend(mend)}>
            <MendWords mend={mend} />
          </Button>
        )}
      </div>
      <button
        type="button"
        className={styles.place}
        aria-label={`Go to line ${line}, column ${column}`}
        onClick={onGoTo}
      >
        {line}:{column}
      </button>
    </li>
  )
}

function Sentence({ words }: { words: Words }) {
  let at = 0
  return words.map((piece) => {
    at += typeof piece === 'string' ? piece.length : piece.code.length
    return <Fragment key={at}>{typeof piece === 'string' ? piece : <code>{piece.code}</code>}</Fragment>
  })
}

/** The button's words; what it is about is said for those who do not see the sentence above it. */
function MendWords({ mend }: { mend: Mend }) {
  switch (mend.kind) {
    case 'secret':
      return (
        <>
          {mend.source === 'missing' ? 'Add secret' : 'Enter again'}
          <span className="visually-hidden"> {mend.name}</span>
        </>
      )
    case 'above':
      return `Move above ${mend.path}`
    case 'keychain':
      return 'Move to keychain'
    case 'key':
      return `Change to ${mend.name}`
  }
}
