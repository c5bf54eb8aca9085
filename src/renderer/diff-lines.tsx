// The lines of two texts one below the other: what both have, and what only one of them has.
import { useState } from 'react'
import { formatPlural } from '../shared/format.ts'
import styles from './diff-lines.module.css'
import type { DiffPart } from './line-diff.ts'
import { Button } from './ui/button.tsx'

/** Parts that are shown at first. */
const firstParts = 400

const signs = { same: ' ', removed: '−', added: '+' }

interface DiffLinesProps {
  label: string
  parts: readonly DiffPart[]
  /** Who has the removed lines, and who the added ones, such as `First only`. */
  words: { removed: string; added: string }
}

export function DiffLines({ label, parts, words }: DiffLinesProps) {
  const [count, setCount] = useState(firstParts)
  return (
    <>
      <ul className={styles.lines} aria-label={label}>
        {parts.slice(0, count).map((part) =>
          part.kind === 'fold' ? (
            <li key={part.key} className={styles.folded}>
              {formatPlural(part.count, 'equal line')}
            </li>
          ) : (
            <li key={part.key} className={styles.line} data-kind={part.line.kind}>
              <span className={styles.sign} aria-hidden="true">
                {signs[part.line.kind]}
              </span>
              {part.line.kind !== 'same' && <span className="visually-hidden">{words[part.line.kind]}:</span>}
              <span>{part.line.text}</span>
            </li>
          ),
        )}
      </ul>
      {parts.length > count && (
        <Button size="small" className={styles.more} onClick={() => setCount(count + firstParts * 5)}>
          Show more
        </Button>
      )}
    </>
  )
}
