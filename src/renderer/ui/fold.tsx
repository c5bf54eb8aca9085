// A block whose head folds it away: a line of words, or a part of a message with its own colour.
import type { LucideIcon } from 'lucide-react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import styles from './fold.module.css'
import { Icon } from './icon.tsx'

interface FoldProps {
  /** `plain`: a framed line; `aside`: set apart, as a model's thinking; `call`: framed, as a tool call. */
  kind?: 'plain' | 'aside' | 'call' | 'bare'
  icon?: LucideIcon
  /** The words on the head. */
  head: ReactNode
  /** Small, at the head's end. */
  end?: ReactNode
  /** With it the fold is the caller's to open; without, it is its own. */
  open?: boolean
  isOpenAtFirst?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

export function Fold({
  kind = 'plain',
  icon,
  head,
  end,
  open,
  isOpenAtFirst = false,
  onOpenChange,
  children,
}: FoldProps) {
  const [own, setOwn] = useState(isOpenAtFirst)
  const id = useId()
  const isOpen = open ?? own
  const toggle = () => {
    setOwn(!isOpen)
    onOpenChange?.(!isOpen)
  }
  return (
    <section className={styles.fold} data-kind={kind} data-folded={isOpen ? undefined : ''}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        {icon && <Icon of={icon} size={14} className={styles.icon} />}
        <span className={styles.words}>{head}</span>
        {end && <span className={styles.end}>{end}</span>}
      </button>
      {isOpen && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </section>
  )
}
