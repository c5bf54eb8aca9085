// The lines that are not saved yet.
import { Fragment } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import { classNames } from '../../../ui/class-names.ts'
import blockStyles from '../../../ui/code-block.module.css'
import { Words } from '../../../ui/words.tsx'
import styles from './unsaved-changes.module.css'
import { diffWords, type NumberedLine, type UnsavedDiff } from './unsaved-diff.ts'

const signs = { same: ' ', removed: '−', added: '+' }
const names = { same: '', removed: 'Removed: ', added: 'Added: ' }

/** What scrolls can be reached with the keyboard. */
const scrolls = { role: 'group', tabIndex: 0, 'aria-label': 'Lines that are not saved' }

export function UnsavedChanges({ isDirty, diff }: { isDirty: boolean; diff: UnsavedDiff }) {
  if (!isDirty) return null
  const words = diffWords(diff)
  return (
    <section className={styles.changes} aria-label="Unsaved changes">
      <div className={styles.head}>
        <h2>Unsaved changes</h2>
        <span className={styles.note}>{words === '' ? 'in the line breaks' : words}</span>
      </div>
      {diff.lines === null && (
        <Words>{formatCount(diff.added + diff.removed)} lines differ: too many to show one by one.</Words>
      )}
      {diff.lines !== null && diff.lines.length > 0 && <Lines lines={diff.lines} isCut={diff.isCut} />}
    </section>
  )
}

function Lines({ lines, isCut }: { lines: readonly NumberedLine[]; isCut: boolean }) {
  const digits = String(Math.max(...lines.map(({ number }) => number))).length
  // The common indentation says nothing here.
  const filled = lines.filter(({ text }) => text.trim() !== '')
  const indent = Math.min(...filled.map(({ text }) => text.length - text.trimStart().length))
  return (
    <div className={classNames(blockStyles.box, styles.code)} {...scrolls}>
      {lines.map(({ kind, text, number, isBehindGap }) => (
        <Fragment key={`${kind} ${number}`}>
          {isBehindGap && <div className={styles.gap}>…</div>}
          <div className={styles.line} data-kind={kind}>
            <span className={styles.number}>{String(number).padStart(digits)}</span>
            <span aria-hidden="true"> {signs[kind]} </span>
            <span className="visually-hidden">{names[kind]}</span>
            {text.slice(Math.min(indent, text.length))}
          </div>
        </Fragment>
      ))}
      {isCut && <div className={styles.gap}>… and more</div>}
    </div>
  )
}
