// Asks before something that cannot be taken back.
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import styles from './dialog.module.css'
import { DialogBody, DialogFoot } from './dialog.tsx'

interface ConfirmDialogProps {
  open: boolean
  title: ReactNode
  /** The verb on the button that does it. */
  confirm: string
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

export function ConfirmDialog({ open, title, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup data-modal="" className={styles.popup} initialFocus={cancel}>
          <div className={styles.head}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          </div>
          <DialogBody>
            <AlertDialog.Description className={styles.message}>{children}</AlertDialog.Description>
          </DialogBody>
          <DialogFoot>
            <AlertDialog.Close render={<Button ref={cancel}>Cancel</Button>} />
            <Button kind="danger" onClick={onConfirm}>
              {confirm}
            </Button>
          </DialogFoot>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
