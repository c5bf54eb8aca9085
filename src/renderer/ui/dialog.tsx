// A modal dialog: Esc closes it, and focus goes back to what opened it.
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  open: boolean
  title: string
  onClose: () => void
  /** After the closing animation, when the content is gone. */
  onClosed?: () => void
  /** Without one the dialog itself: its first control is Close, whose hint would take the first Esc. */
  initialFocus?: RefObject<HTMLElement | null>
  /** `wide`: for what is edited or compared in it. */
  size?: 'default' | 'wide'
  /** A press beside the dialog does not close it: what is typed would be gone by a slip. */
  holdsTyping?: boolean
  children: ReactNode
}

export function Dialog(props: DialogProps) {
  const { open, title, onClose, onClosed, initialFocus, size = 'default', holdsTyping = false, children } = props
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={holdsTyping}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      onOpenChangeComplete={(next) => {
        if (!next) onClosed?.()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          ref={popup}
          data-modal=""
          data-size={size}
          className={styles.popup}
          initialFocus={initialFocus ?? popup}
        >
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton icon={X} size="small" label="Close" />} />
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>
}

export function DialogFoot({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.foot}>
      <span className={styles.note}>{note}</span>
      {children}
    </div>
  )
}
