// A warning on a row that mends what it warns of when it is pressed.
import type { LucideIcon } from 'lucide-react'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import styles from './mend-button.module.css'

interface MendButtonProps {
  icon: LucideIcon
  /** One or two words; they give way to the icon where there is little room. */
  words: string
  /** Begins with `words`, says what is wrong, and then what the button does. */
  label: string
  tone?: 'warn' | 'danger'
  tabIndex: number
  onMend: () => void
}

export function MendButton({ icon, words, label, tone = 'warn', tabIndex, onMend }: MendButtonProps) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={styles.mend}
        data-tone={tone}
        aria-label={label}
        tabIndex={tabIndex}
        onClick={onMend}
      >
        <Icon of={icon} size={12} />
        <span className={styles.words}>{words}</span>
      </button>
    </Tooltip>
  )
}
