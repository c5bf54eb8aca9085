// What is wrong with the config file and belongs to no row: the first error in the banner, all of them on demand.
import { Collapsible } from '@base-ui/react/collapsible'
import { formatPlural } from '../../../shared/format.ts'
import type { Problem, RoutesState } from '../../../shared/route.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { isUnread } from '../config/config-words.ts'
import { openMasterKey } from './dialogs-store.ts'
import styles from './problems-banner.module.css'
import { bannerProblems, isError, lacksMasterKey } from './route-warnings.ts'
import { showView } from './store.ts'

export function ProblemsBanner({ state }: { state: RoutesState }) {
  // The banner about the file itself says it then.
  if (isUnread(state)) return null
  const problems = bannerProblems(state.problems)
  const errors = problems.filter(isError)
  const warnings = problems.filter((problem) => !isError(problem))
  return (
    <>
      {errors.length > 0 && (
        <ProblemList
          kind="danger"
          file={state.file.name}
          problems={errors}
          lacksMasterKey={lacksMasterKey(errors, state.hasMasterKey)}
        />
      )}
      {warnings.length > 0 && (
        <ProblemList kind="warn" file={state.file.name} problems={warnings} lacksMasterKey={false} />
      )}
    </>
  )
}

interface ProblemListProps {
  kind: 'danger' | 'warn'
  file: string
  problems: Problem[]
  lacksMasterKey: boolean
}

function ProblemList({ kind, file, problems, lacksMasterKey }: ProblemListProps) {
  const [first, ...others] = problems
  if (!first) return null
  const count = formatPlural(problems.length, kind === 'danger' ? 'error' : 'warning')
  return (
    <Collapsible.Root>
      <Banner
        kind={kind}
        fact={kind === 'danger' ? `${file} line ${first.line}: ${asSentence(first.message)}` : `${count} in ${file}.`}
        actions={
          <>
            {lacksMasterKey && (
              <Button size="small" onClick={openMasterKey}>
                Set client key
              </Button>
            )}
            <Button size="small" onClick={() => showView('yaml', first.line)}>
              Open in YAML
            </Button>
            <Collapsible.Trigger
              className={styles.trigger}
              render={<Button size="small">{kind === 'danger' ? `Show ${count}` : 'Show'}</Button>}
            />
          </>
        }
      >
        {kind === 'danger' && others.length > 0 && `${formatPlural(others.length, 'more error')}. `}
        {kind === 'danger' && 'Your last saved routes are still running.'}
      </Banner>
      <Collapsible.Panel>
        <ul className={styles.list} aria-label={kind === 'danger' ? 'Errors' : 'Warnings'}>
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column} ${problem.message}`} className={styles.problem}>
              <span className={styles.place}>
                {problem.line}:{problem.column}
              </span>
              <span>
                {problem.key && <span className={styles.key}>{problem.key}: </span>}
                {asSentence(problem.message)}
              </span>
              <pre className={styles.source}>{quote(problem)}</pre>
            </li>
          ))}
        </ul>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

const asSentence = (message: string) => (/[.?!)]$/.test(message) ? message : `${message}.`)

/** The line of the file and a caret under the place; tabs stay tabs, so that the caret stands right. */
function quote({ sourceLine, column, length }: Problem): string {
  const indent = sourceLine
    .slice(0, column - 1)
    .replace(/[^\t]/g, ' ')
    .padEnd(column - 1)
  return `${sourceLine}\n${indent}${'^'.repeat(length)}`
}
