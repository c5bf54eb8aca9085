// What is wrong with the config file, above the routes: the first problem in the banner, all of them below on demand.
import { Collapsible } from '@base-ui/react/collapsible'
import { formatPlural } from '../../../shared/format.ts'
import type { Problem, RoutesState } from '../../../shared/route.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './problems-banner.module.css'

export function ProblemsBanner({ file, problems }: Pick<RoutesState, 'file' | 'problems'>) {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const warnings = problems.filter((problem) => problem.severity === 'warning')
  return (
    <>
      {errors.length > 0 && <ProblemList kind="danger" file={file.name} problems={errors} />}
      {warnings.length > 0 && <ProblemList kind="warn" file={file.name} problems={warnings} />}
    </>
  )
}

function ProblemList({ kind, file, problems }: { kind: 'danger' | 'warn'; file: string; problems: Problem[] }) {
  const [first, ...others] = problems
  if (!first) return null
  const count = formatPlural(problems.length, kind === 'danger' ? 'error' : 'warning')
  return (
    <Collapsible.Root>
      <Banner
        kind={kind}
        fact={kind === 'danger' ? `${file} line ${first.line}: ${asSentence(first.message)}` : `${count} in ${file}.`}
        actions={
          <Collapsible.Trigger
            className={styles.trigger}
            render={<Button size="small">{kind === 'danger' ? `Show ${count}` : 'Show'}</Button>}
          />
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
