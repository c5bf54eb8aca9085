// One route of an imported file: whether it is taken, what it collides with, and whether its variables answer.
import type { ImportedRoute, VariableView } from '../../../shared/route.ts'
import { CheckChoice } from '../../ui/check-choice.tsx'
import { Segments } from '../../ui/segments.tsx'
import { ValueToken } from '../../ui/value-token.tsx'
import { collisionWords, type ImportChoice, tickOf } from './import-choice.ts'
import styles from './import-dialog.module.css'

interface ImportRowProps {
  route: ImportedRoute
  /** Of the whole file. */
  variables: readonly VariableView[]
  choice: ImportChoice
  onChoose: (choice: ImportChoice) => void
}

const choices = [
  { value: 'skip', label: 'Skip' },
  { value: 'replace', label: 'Replace' },
  { value: 'add', label: 'Add anyway' },
] as const

export function ImportRow({ route, variables, choice, onChoose }: ImportRowProps) {
  const collision = collisionWords(route)
  const needed = variables.filter(({ name }) => route.variables.includes(name))
  return (
    <li className={styles.row}>
      <CheckChoice
        label={
          <span className={styles.path}>
            {route.methods.length > 0 && `${route.methods.join(' ')} `}
            {route.path}
          </span>
        }
        help={<span className={styles.target}>{route.target}</span>}
        checked={choice !== 'skip'}
        onCheckedChange={(isTicked) => onChoose(isTicked ? tickOf(route) : 'skip')}
      />
      {needed.length > 0 && (
        <span className={styles.variables}>
          {needed.map(({ name, source }) => (
            <ValueToken key={name} name={name} source={source} />
          ))}
        </span>
      )}
      {collision && (
        <span className={styles.collision}>
          <span className={styles.collisionWords}>{collision}</span>
          <Segments label={`What becomes of ${route.path}`} options={choices} value={choice} onValueChange={onChoose} />
        </span>
      )}
    </li>
  )
}
