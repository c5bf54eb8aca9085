// The names that the lines of a .env file set, to choose from, and what is wrong with its lines.
import { TriangleAlert } from 'lucide-react'
import { formatPlural } from '../../../shared/format.ts'
import { CheckChoice } from '../../ui/check-choice.tsx'
import fields from '../../ui/field.module.css'
import { Icon } from '../../ui/icon.tsx'
import { type EnvPreview, lineNotes, namesOf, takeable } from './env-preview.ts'
import styles from './paste-env-dialog.module.css'

interface EnvNamesProps {
  preview: EnvPreview
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
}

export function EnvNames({ preview, chosen, onChosen }: EnvNamesProps) {
  const notes = lineNotes(preview)
  const names = namesOf(preview)
  const all = takeable(preview).map(({ name }) => name)
  const count = all.filter((name) => chosen.has(name)).length
  const choose = (name: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(name)
    else next.delete(name)
    onChosen(next)
  }
  return (
    <div className={fields.stack}>
      {names.length === 0 ? (
        <p className={fields.help}>No line sets a name.</p>
      ) : (
        <CheckChoice
          label={<span className={fields.label}>{formatPlural(names.length, 'name')}</span>}
          checked={all.length > 0 && count === all.length}
          indeterminate={count > 0 && count < all.length}
          disabled={all.length === 0}
          onCheckedChange={(isChosen) => onChosen(new Set(isChosen ? all : []))}
        />
      )}
      <ul className={styles.names} aria-label="Names">
        {names.map(({ name, isKept, problem }) => (
          <li key={name}>
            <CheckChoice
              label={<code>{name}</code>}
              help={problem ?? (isKept ? 'Kept already. Saving replaces the value it has.' : undefined)}
              checked={problem === null && chosen.has(name)}
              disabled={problem !== null}
              onCheckedChange={(isChosen) => choose(name, isChosen)}
            />
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Lines with problems">
          {notes.map((note) => (
            <li key={note}>
              <Icon of={TriangleAlert} size={12} />
              {note}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
